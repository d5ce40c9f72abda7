// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The file of the stores that Compose runs, which has to say of its groups what the default pipeline says. */
class StoresPipelineTest {

    @Test
    void shouldHaveGroupsOfTheDefaultPipeline() throws IOException {
        assertThat(read("stores.yaml").features())
                .isNotEmpty()
                .allSatisfy(group ->
                        assertThat(group).isEqualTo(read("default.yaml").group(group.name())));
    }

    private static Pipeline read(String name) throws IOException {
        return PipelineReader.read(name, Files.readString(Path.of("..", "pipelines", name)));
    }
}
