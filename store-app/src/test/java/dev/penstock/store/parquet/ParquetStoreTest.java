// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.Rows;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.app.StoreException;
import dev.penstock.store.app.StoreMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ParquetStoreTest {

    private static final TopicPartition FIRST = new TopicPartition("clicks-rows", 0);
    private static final TopicPartition SECOND = new TopicPartition("clicks-rows", 1);
    private static final Uuid TOPIC = new Uuid(1, 2);
    private static final int DAY = 24 * 60;

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Pipeline pipeline;
    private Path table;

    @BeforeEach
    void begin() {
        pipeline = pipeline("{count: events}");
        table = folder.resolve("clicks");
    }

    private Pipeline pipeline(String column) {
        return TestPipelines.read("""
                features:
                  clicks: {from: s, key: user, window: 1m, to: clicks-rows, columns: {n: %s}}
                stores:
                  offline: {parquet: "%s", roll: 1h}
                """.formatted(column, folder));
    }

    private ParquetStore store() {
        return new ParquetStore(
                pipeline, (Store.Parquet) pipeline.stores().get(0), new StoreMeters(registry, "offline"));
    }

    /** One row for each number, in the window of this minute. */
    private static String[] rows(int minute, long... numbers) {
        return LongStream.of(numbers)
                .boxed()
                .flatMap(n -> List.of("ann", row(minute, n)).stream())
                .toArray(String[]::new);
    }

    private static String row(int minute, long n) {
        return "{\"user\":\"ann\",\"window_start\":%d,\"window_end\":%d,\"n\":%d}"
                .formatted(minute * 60_000L, (minute + 1) * 60_000L, n);
    }

    private List<Long> numbers() {
        return TableRows.integers(table, "n");
    }

    private List<String> files() {
        return TableRows.files(table).stream()
                .map(file -> table.relativize(file).toString())
                .toList();
    }

    private static Map<TopicPartition, Uuid> both() {
        return Map.of(FIRST, TOPIC, SECOND, TOPIC);
    }

    @Test
    void shouldShowRowsInFoldersByDateWhenTheyAreCommitted() {
        try (var store = store()) {
            assertThat(store.open(both())).isEmpty();
            store.write(Rows.of(FIRST, 40, rows(1, 1, 2)));
            store.write(Rows.of(FIRST, 42, rows(DAY + 61, 3)));
            store.write(Rows.of(SECOND, 7, rows(2, 4)));
            store.commitDue();
            assertThat(files()).isEmpty();
            assertThat(store.committed()).isEmpty();
            store.release(List.of(FIRST, SECOND));
            assertThat(store.committed()).isEqualTo(Map.of(FIRST, 43L, SECOND, 8L));
        }
        String tag = new RowFile(FIRST, TOPIC).tag();
        assertThat(files())
                .containsExactly(
                        "dt=1970-01-01/clicks-rows-0-40-" + tag + ".parquet",
                        "dt=1970-01-01/clicks-rows-1-7-" + tag + ".parquet",
                        "dt=1970-01-02/clicks-rows-0-40-" + tag + ".parquet");
        assertThat(numbers()).containsExactly(1L, 2L, 4L, 3L);
        Group last = TableRows.read(table).get(3);
        assertThat(last.getString("user", 0)).isEqualTo("ann");
        assertThat(last.getLong("window_start", 0)).isEqualTo((DAY + 61) * 60_000_000L);
        assertThat(last.getInteger("window_date", 0)).isEqualTo(1);
        assertThat(last.getInteger("window_hour", 0)).isEqualTo(1);
        assertThat(last.getInteger("row_partition", 0)).isZero();
        assertThat(last.getLong("row_offset", 0)).isEqualTo(42);
        assertThat(registry.get("penstock.store.rows").counter().count()).isEqualTo(4);
    }

    @Test
    void shouldAddRowsToTheLastFileOfADateBehindAllThatIsInIt() throws IOException {
        try (var store = store()) {
            store.open(both());
            write(store, 0, 1, 2);
            Path file = TableRows.files(table).get(0);
            byte[] before = Files.readAllBytes(file);
            write(store, 2, 3);
            write(store, 3, 4);
            assertThat(TableRows.files(table)).containsExactly(file);
            assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(Files.readAllBytes(file)).startsWith(before);
            assertThat(metadata(file))
                    .containsEntry("penstock.first_offset", "0")
                    .containsEntry("penstock.next_offset", "4")
                    .containsEntry("penstock.partition", "0")
                    .containsEntry("penstock.topic", "clicks-rows");
        }
    }

    private static Map<String, String> metadata(Path file) throws IOException {
        try (var reader = new RowFileReader(file)) {
            return reader.metadata();
        }
    }

    private static void write(ParquetStore store, long offset, long... numbers) {
        store.write(Rows.of(FIRST, offset, rows(1, numbers)));
        store.release(List.of(FIRST));
    }

    @Test
    void shouldGoOnBehindTheLastRowThatIsCommittedAndForgetOthers() {
        try (var store = store()) {
            store.open(both());
            write(store, 40, 1, 2);
            store.write(Rows.of(FIRST, 42, rows(1, 3)));
        }
        try (var next = store()) {
            assertThat(next.open(both())).isEqualTo(Map.of(FIRST, 42L));
            write(next, 42, 3, 4);
        }
        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void shouldPassOverWhatIsNoRowOnce() {
        try (var store = store()) {
            store.open(both());
            store.write(Rows.of(FIRST, 0, "ann", "no JSON", "ann", null));
            store.release(List.of(FIRST));
            assertThat(files()).isEmpty();
        }
        try (var next = store()) {
            assertThat(next.open(both())).isEqualTo(Map.of(FIRST, 2L));
        }
        assertThat(registry.get("penstock.store.rows.unreadable").counter().count())
                .isEqualTo(2);
    }

    @Test
    void shouldNotLetAZombieCommitWhatAnotherHasCommitted() {
        try (var zombie = store();
                var heir = store()) {
            zombie.open(both());
            write(zombie, 0, 1);
            zombie.write(Rows.of(FIRST, 1, rows(1, 2)));
            assertThat(heir.open(Map.of(FIRST, TOPIC))).isEqualTo(Map.of(FIRST, 1L));
            write(heir, 1, 2, 3);
            var refused = catchThrowableOfType(StoreException.class, () -> zombie.release(List.of(FIRST)));
            assertThat(refused.kind()).isEqualTo(StoreException.Kind.FENCED);
            assertThat(numbers()).containsExactly(1L, 2L, 3L);
            write(heir, 3, 4);
            assertThat(zombie.open(Map.of(FIRST, TOPIC))).isEqualTo(Map.of(FIRST, 4L));
            write(zombie, 4, 5);
            assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    /** As a crash between the commit and the last move leaves it. */
    @Test
    void shouldMoveWhatWasCommittedBeforeACrash() throws IOException {
        try (var store = store()) {
            store.open(both());
            write(store, 0, 1);
            store.write(Rows.of(FIRST, 1, rows(1, 2)));
            store.write(Rows.of(FIRST, 2, rows(DAY, 3)));
            store.release(List.of(FIRST));
        }
        Path second = table.resolve("dt=1970-01-02");
        String name = "clicks-rows-0-1-" + new RowFile(FIRST, TOPIC).tag();
        Path committed = owner().resolve("rows-3-" + new RowFile(FIRST, TOPIC).tag());
        Files.move(second.resolve(name + ".parquet"), committed.resolve("1970-01-02," + name));
        Files.delete(second);
        Files.createDirectory(owner().resolve("open-half"));
        Files.writeString(owner().resolve("open-half").resolve("part-0"), "PAR1 and no end");
        assertThat(numbers()).containsExactly(1L, 2L);
        try (var next = store()) {
            assertThat(next.open(both())).isEqualTo(Map.of(FIRST, 3L));
            assertThat(numbers()).containsExactly(1L, 2L, 3L);
        }
        assertThat(Disk.list(owner())).hasSize(1);
    }

    private Path owner() throws IOException {
        return Disk.list(folder.resolve("_staging").resolve("clicks-rows-0")).get(0);
    }

    @Test
    void shouldGoOnWhereItsFilesEndAfterItsNotesWereRemoved() throws IOException {
        try (var store = store()) {
            store.open(both());
            write(store, 40, 1, 2);
            Disk.delete(folder.resolve("_staging"));
            assertThat(catchThrowableOfType(StoreException.class, () -> write(store, 42, 3))
                            .kind())
                    .isEqualTo(StoreException.Kind.FENCED);
            assertThat(store.open(both())).isEqualTo(Map.of(FIRST, 42L));
            write(store, 42, 3);
        }
        assertThat(numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldKeepTheRowsOfATopicThatWasMadeAnew() {
        try (var store = store()) {
            store.open(both());
            write(store, 0, 1);
            assertThat(store.open(Map.of(FIRST, new Uuid(3, 4)))).isEmpty();
            write(store, 0, 2);
        }
        assertThat(numbers()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void shouldBeginAFileWhenTheColumnsAreOthers() {
        try (var store = store()) {
            store.open(both());
            write(store, 0, 1);
        }
        pipeline = pipeline("{count: events}, more: {sum: amount}");
        try (var store = store()) {
            store.open(both());
            write(store, 1, 2);
        }
        assertThat(files()).hasSize(2);
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    void shouldMakeFewRowGroupsOfMany() throws IOException {
        try (var store = store()) {
            store.open(both());
            for (int i = 0; i < 40; i++) {
                write(store, i, i);
            }
            write(store, 40, 40);
            assertThat(files()).hasSize(2);
            List<Path> grown = TableRows.files(table);
            assertThat(TableRows.rowGroups(grown.get(0))).isEqualTo(32);
            Map<String, String> said = metadata(grown.get(0));
            assertThat(compact("1970-01-01").files()).isZero();
            store.write(Rows.of(FIRST, 41, rows(1, 41)));
            Compaction.Result result = compact("1970-01-02");
            assertThat(result.files()).isEqualTo(2);
            assertThat(result.bytesAfter()).isLessThan(result.bytesBefore() / 10);
            assertThat(TableRows.files(table)).isEqualTo(grown);
            assertThat(TableRows.rowGroups(grown.get(0))).isEqualTo(1);
            assertThat(metadata(grown.get(0))).isEqualTo(said);
            // Whoever has the partition loses it for that moment.
            assertThat(catchThrowableOfType(StoreException.class, () -> store.release(List.of(FIRST)))
                            .kind())
                    .isEqualTo(StoreException.Kind.FENCED);
            assertThat(store.open(both())).isEqualTo(Map.of(FIRST, 41L));
            write(store, 41, 41);
        }
        assertThat(numbers()).isEqualTo(LongStream.range(0, 42).boxed().toList());
        assertThat(compact("1970-01-02").files()).isEqualTo(1);
        assertThat(compact("1970-01-02").files()).isZero();
        assertThat(numbers()).isEqualTo(LongStream.range(0, 42).boxed().toList());
        assertThat(Disk.list(folder.resolve("_staging"))).hasSize(2);
    }

    private Compaction.Result compact(String before) throws IOException {
        return Compaction.run((Store.Parquet) pipeline.stores().get(0), LocalDate.parse(before));
    }

    @Test
    void shouldSayThatAFolderCanNotBeWrittenTo() throws IOException {
        Files.writeString(folder.resolve("_staging"), "in the way");
        try (var store = store()) {
            assertThat(catchThrowableOfType(StoreException.class, () -> store.open(both())))
                    .hasMessageContaining(folder.toString());
        }
    }
}
