// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import dev.penstock.cli.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateFolderTest {

    @TempDir
    Path folder;

    @Test
    void shouldGiveEachInstanceAFolderOfItsOwn() {
        Path shared = folder.resolve("made/for/them");

        try (var first = StateFolder.among(shared);
                var second = StateFolder.among(shared)) {
            assertThat(first.path()).isEqualTo(shared.resolve("instance-1")).isDirectory();
            assertThat(second.path()).isEqualTo(shared.resolve("instance-2")).isDirectory();
        }
    }

    @Test
    void shouldGiveTheStateOfOneThatEndedToTheNext() throws Exception {
        try (var first = StateFolder.among(folder)) {
            Files.writeString(first.path().resolve("state"), "of the first");
            StateFolder.among(folder).close();
        }

        try (var next = StateFolder.among(folder)) {
            assertThat(next.path().resolve("state")).hasContent("of the first");
        }
    }

    @Test
    void shouldSayWhichFolderCannotBeWrittenTo() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> StateFolder.among(file))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }
}
