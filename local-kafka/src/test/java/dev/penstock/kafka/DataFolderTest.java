// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void shouldRefuseAFileInPlaceOfAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertRefused(file).hasMessage("folder %s cannot be used: it is a file, not a folder", file);
    }

    @Test
    void shouldRefuseAFolderThatCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));
        Path below = file.resolve("kafka");

        assertRefused(below).hasMessageStartingWith("folder %s cannot be used: ", below);
    }

    @Test
    void shouldRefuseAFolderOfAClusterThatPenstockDidNotMake() throws IOException {
        metaProperties("version=1", "cluster.id=prod-eu", "node.id=1");

        assertRefused(folder)
                .hasMessage("folder %s belongs to Kafka cluster prod-eu, expected a cluster made by Penstock", folder);
        assertThat(folder).isDirectoryNotContaining("glob:**penstock.lock");
    }

    @Test
    void shouldRefuseAnotherClusterThanTheOneAskedFor() throws IOException {
        metaProperties("version=1", "cluster.id=penstock-1", "node.id=1");

        assertThatThrownBy(() -> DataFolder.open(folder, "penstock-2"))
                .isInstanceOf(LocalKafkaException.class)
                .hasMessage("folder %s belongs to Kafka cluster penstock-1, expected cluster penstock-2", folder);
    }

    @Test
    void shouldRefuseAnotherNode() throws IOException {
        metaProperties("version=1", "cluster.id=penstock-1", "node.id=7");

        assertRefused(folder)
                .hasMessage("folder %s belongs to node 7 of Kafka cluster penstock-1, expected node 1", folder);
    }

    @Test
    void shouldRefuseDamagedMetadata() throws IOException {
        Path file = metaProperties("version=1", "node.id=one");

        assertRefused(folder).hasMessageStartingWith("%s is damaged: ", file).hasMessageContaining("node.id");
    }

    @Test
    void shouldRefuseAFolderThatHoldsSomethingElse() throws IOException {
        Files.createFile(folder.resolve("letters.txt"));

        assertRefused(folder)
                .hasMessage(
                        "folder %s holds no Kafka data but letters.txt, expected an empty folder or one that Penstock made",
                        folder);
        assertThat(folder).isDirectoryNotContaining("glob:**penstock.lock");
    }

    @Test
    void shouldRefuseAFolderInUse() {
        try (DataFolder first = open(folder)) {
            assertRefused(first.path())
                    .hasMessage("folder %s is in use by a broker of this process", folder.toAbsolutePath());
        }

        open(folder).close();
    }

    @Test
    void shouldMakeAndFormatAFolderWithItsParents() {
        Path data = folder.resolve("some").resolve("where");

        open(data).close();

        assertThat(data.resolve("meta.properties")).content().contains("cluster.id=penstock-");
    }

    @Test
    void shouldFormatForTheClusterAskedFor() {
        DataFolder.open(folder, "my-cluster").close();

        assertThat(folder.resolve("meta.properties")).content().contains("cluster.id=my-cluster");
    }

    @Test
    void shouldFormatAgainWhatWasCutShort() throws IOException {
        Files.createFile(folder.resolve("bootstrap.checkpoint"));
        Files.createFile(folder.resolve("meta.properties.tmp"));
        Files.createFile(folder.resolve("penstock.lock"));

        open(folder).close();

        assertThat(folder.resolve("meta.properties")).content().contains("cluster.id=penstock-");
    }

    private static DataFolder open(Path path) {
        return DataFolder.open(path, DataFolder.ANY_CLUSTER);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path path) {
        return assertThatThrownBy(() -> open(path)).isInstanceOf(LocalKafkaException.class);
    }

    private Path metaProperties(String... lines) throws IOException {
        return Files.write(folder.resolve("meta.properties"), List.of(lines));
    }
}
