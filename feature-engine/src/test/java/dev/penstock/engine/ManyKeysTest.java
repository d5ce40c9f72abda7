// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ManyKeysTest {

    @TempDir
    private Path folder;

    /** A quarter of what a whole instance is promised to get along with; its four tasks have as much again each. */
    @Test
    void shouldGatherAMillionKeysInLittleHeap() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyKeys.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as("%s", Files.readString(output)).isZero();
    }
}
