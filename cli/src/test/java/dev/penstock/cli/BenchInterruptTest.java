// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code bench}, ended by Ctrl-C. */
class BenchInterruptTest {

    private static final String CONTENDER = "consumer";

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        try (var bench = PenstockProcess.start(
                folder,
                "bench",
                "throughput",
                "--contenders=" + CONTENDER,
                "--events=100000",
                "--rounds=100",
                "--heap=64m")) {
            await().atMost(Duration.ofSeconds(90))
                    .failFast(() -> !bench.isRunning())
                    .until(() -> bench.err().contains("round 1, " + CONTENDER)
                            && bench.descendants().size() == 2);
            List<ProcessHandle> children = bench.descendants();
            assertThat(PenstockProcess.temporaryFiles(folder)).isNotEmpty();

            bench.interrupt();

            assertThat(bench.await().exitCode()).isGreaterThan(128);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(PenstockProcess.temporaryFiles(folder)).isEmpty();
        }
    }
}
