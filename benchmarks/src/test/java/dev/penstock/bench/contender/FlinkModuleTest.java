// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.ChildCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class FlinkModuleTest {

    @TempDir
    private Path home;

    @Test
    void shouldNotBeThereUnlessItWasBuilt() {
        assertThat(FlinkModule.in(home)).isEmpty();
    }

    @Test
    void shouldPutTheModuleAndWhatItNeedsOnTheClassPath() throws IOException {
        Path target = Files.createDirectories(home.resolve("benchmarks-flink/target"));
        Files.writeString(target.resolve("classpath"), "a.jar" + File.pathSeparator + "b.jar");
        var command = new ChildCommand("flink", ContenderMain.class, "512m", List.of("flink-heap-1", "job.json"));

        List<String> line = FlinkModule.in(home).orElseThrow().command(command).line(home.toString());

        assertThat(line)
                .containsSubsequence(
                        "-Xmx512m",
                        "--add-opens",
                        "java.base/java.util=ALL-UNNAMED",
                        "-cp",
                        String.join(
                                File.pathSeparator, target.resolve("classes").toString(), "a.jar", "b.jar"),
                        ContenderMain.class.getName(),
                        "flink-heap-1",
                        "job.json");
    }
}
