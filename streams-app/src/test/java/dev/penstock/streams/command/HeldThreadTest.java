// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.kafka.LocalKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class HeldThreadTest {

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
        var clicks = HeldInstance.clicks(kafka.bootstrapServers());
        clicks.createTopics();
        clicks.topic("visits");
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldKeepWhatAThreadNeedsThatRunsOnAfterTheTimeForTheStop() throws Exception {
        try (var instance = start(false)) {
            assertThat(instance.exitCode()).as(instance.err()).isZero();
            assertThat(instance.err()).contains("stopped: false").contains("ended");
        }
    }

    @Test
    void shouldEndWithItsLineAndExitCodeThoughAThreadDoesNotStopInTime() throws Exception {
        try (var instance = start(true)) {
            instance.awaitErr(HeldInstance.HELD);

            instance.terminate();

            assertThat(instance.exitCode()).isEqualTo(1);
            assertThat(instance.err())
                    .contains("not stopped within 8 s; what was not committed is done again at the next start")
                    .doesNotContain("SIGSEGV");
        }
    }

    private MainProcess start(boolean untilSignal) throws Exception {
        HeldInstance.clicks(kafka.bootstrapServers()).click("ann", 1);
        return MainProcess.start(
                HeldInstance.class,
                folder,
                Map.of(),
                kafka.bootstrapServers(),
                folder.resolve("state").toString(),
                String.valueOf(untilSignal));
    }
}
