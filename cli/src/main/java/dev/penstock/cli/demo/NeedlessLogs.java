// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

import java.util.Map;

/** Log lines that a demo does without, because it says so itself or because nothing is wrong. */
final class NeedlessLogs {

    /** The system property by which somebody asked for more. */
    private static final String ASKED = "penstock.log";

    private static final Map<String, Level> LEVELS = Map.of(
            // It starts and stops, which the demo says.
            "dev.penstock.streams", Level.WARN,
            "dev.penstock.store", Level.WARN,
            // The state is among temporary files on purpose.
            "org.apache.kafka.streams.processor.internals.StateDirectory", Level.ERROR,
            // Several clients ask for the same internal topic at the same time.
            "kafka.server.DefaultAutoTopicCreationManager", Level.ERROR);

    private NeedlessLogs() {}

    static void quieten() {
        if (System.getProperty(ASKED) == null) {
            LEVELS.forEach((name, level) -> logger(name).setLevel(level));
        }
    }

    /** What parts say that are cut short helps nobody. */
    static void silence() {
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
    }

    private static Logger logger(String name) {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
    }
}
