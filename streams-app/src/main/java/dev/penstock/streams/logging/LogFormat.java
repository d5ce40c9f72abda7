// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

import java.util.Locale;

/** How log lines are written to standard error. */
public enum LogFormat {
    /** For people. */
    READABLE,
    /** One JSON object per line, in the Elastic Common Schema. */
    JSON;

    /** The system property by which Logback is told which file to read. */
    private static final String CONFIGURATION_FILE = "logback.configurationFile";

    /**
     * Makes {@link #READABLE} the format of a process that was not told otherwise. To be called before the first logger is
     * made.
     */
    public static void useByDefault() {
        if (System.getProperty(CONFIGURATION_FILE) == null) {
            System.setProperty(CONFIGURATION_FILE, READABLE.resource());
        }
    }

    /** Writes every line from now on in this format. */
    public void use() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(LogFormat.class.getClassLoader().getResource(resource()));
        } catch (JoranException e) {
            throw new IllegalStateException(resource() + " can't be read", e);
        }
    }

    private String resource() {
        return "dev/penstock/streams/logging/" + name().toLowerCase(Locale.ROOT) + ".xml";
    }
}
