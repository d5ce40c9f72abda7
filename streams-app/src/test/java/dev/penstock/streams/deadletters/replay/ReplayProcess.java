// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.client.KafkaSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A replay in a process of its own, which can be killed. */
final class ReplayProcess {

    private ReplayProcess() {}

    /** With small transactions, so that there are many. */
    static Process start(String servers, String topic, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayProcess.class.getName(),
                        servers,
                        topic)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    public static void main(String[] args) {
        var settings = new KafkaSettings(Map.of("bootstrap.servers", args[0], "max.poll.records", "5"));
        new LetterReplay(settings, args[1], LetterFilter.ALL, new CountingWatcher()).run();
    }
}
