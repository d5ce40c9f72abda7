// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.LongSupplier;

/** For log shippers: each message is a JSON object on a line of its own, in the Elastic Common Schema. */
final class JsonLog implements RunLog {

    private static final String CONFIGURATION = "json.xml";
    private static final Duration EVERY_LINE = Duration.ofSeconds(10);

    private final Logger logger = LoggerFactory.getLogger(ProduceCommand.class);

    private JsonLog() {}

    /** Has Kafka's clients, too, log like this from now on. */
    static JsonLog start() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(JsonLog.class.getResource(CONFIGURATION));
        } catch (JoranException e) {
            throw new IllegalStateException(CONFIGURATION + " can't be read", e);
        }
        return new JsonLog();
    }

    @Override
    public void info(String text) {
        logger.info(text.strip().replaceAll("\\s*\\R\\s*", "; "));
    }

    @Override
    public void error(String text) {
        logger.error(text);
    }

    @Override
    public ProgressDisplay showProgress(LongSupplier sent, long expected) {
        return ProgressDisplay.lines(sent, EVERY_LINE, this::info);
    }
}
