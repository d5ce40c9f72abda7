// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.kafka.LocalKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static dev.penstock.streams.http.ServedClicks.PATIENCE;
import static dev.penstock.streams.http.ServedClicks.TIME;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An instance that comes back with what a process left behind that was killed after its state had got to disk. */
class CrashedStateTest {

    private static final List<String> USERS =
            IntStream.range(0, 20).mapToObj("u%02d"::formatted).toList();

    private static final byte[] STATUS = "status".getBytes(StandardCharsets.UTF_8);
    private static final long CLOSED = 0;
    private static final long OPEN = 1;

    @TempDir
    Path folder;

    @Test
    void shouldLoseNoThreadWhereItBecomesAStandby() throws Exception {
        try (var kafka = LocalKafka.start()) {
            var clicks = new ServedClicks("follower", kafka.bootstrapServers(), "micro-batch");
            clicks.createTopics();
            click(clicks);
            Map<String, String> standbys = Map.of("num.standby.replicas", "1");
            try (var other = clicks.start(folder.resolve("other"), standbys)) {
                awaitClicks(other, 1);
                try (var served = clicks.start(folder.resolve("this"), standbys)) {
                    awaitStandby(served);
                }
                leaveOpen(segments(folder.resolve("this")));

                try (var errors = new ErrorLog();
                        var served = clicks.start(folder.resolve("this"), standbys)) {
                    awaitStandby(served);
                    click(clicks);
                    awaitClicks(served, 2);
                    shouldHaveLostNoThread(errors);
                }
            }
        }
    }

    private static void click(ServedClicks clicks) {
        clicks.send(USERS.stream()
                .map(user -> clicks.event(user, "i", "1", TIME, "buy"))
                .toList());
    }

    /** It follows a partition of the users, and has something of it. */
    private static void awaitStandby(ServedClicks.Served served) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stream(
                                        served.http()
                                                .get("/api/instances")
                                                .json()
                                                .at("/instances/0/stores")
                                                .spliterator(),
                                        false)
                                .filter(store -> store.path("store").asText().equals("users")))
                        .anyMatch(store -> store.path("role").asText().equals("standby")
                                && store.path("lag").asInt(-1) >= 0
                                && store.path("lag").asInt() <= 1));
    }

    private static void shouldHaveLostNoThread(ErrorLog errors) {
        // Kafka tells of what is corrupted; that is how it finds out.
        assertThat(errors.lines()).noneMatch(line -> line.contains("thread died"));
    }

    private static void awaitClicks(ServedClicks.Served served, int clicks) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(USERS)
                        .extracting(user ->
                                served.http().get("/api/features/users/" + user).at("/rows/0/clicks"))
                        .containsOnly(String.valueOf(clicks)));
    }

    /** The folders of all RocksDB databases that the store of users is made of. */
    private static List<Path> segments(Path state) throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            return all.filter(file -> file.getFileName().toString().equals("CURRENT"))
                    .map(Path::getParent)
                    .filter(segment ->
                            segment.getParent().getFileName().toString().equals("users"))
                    .toList();
        }
    }

    /** Puts what Kafka Streams puts when it opens a database, and takes back when it closes it. */
    private static void leaveOpen(List<Path> segments) throws RocksDBException {
        assertThat(segments).isNotEmpty();
        for (Path segment : segments) {
            List<ColumnFamilyDescriptor> families = new ArrayList<>();
            try (var options = new Options()) {
                RocksDB.listColumnFamilies(options, segment.toString())
                        .forEach(name -> families.add(new ColumnFamilyDescriptor(name)));
            }
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            try (var options = new DBOptions();
                    var db = RocksDB.open(options, segment.toString(), families, handles)) {
                ColumnFamilyHandle offsets = handles.get(index(families, "offsets"));
                assertThat(db.get(offsets, STATUS)).isEqualTo(bytes(CLOSED));
                db.put(offsets, STATUS, bytes(OPEN));
                handles.forEach(ColumnFamilyHandle::close);
            }
        }
    }

    private static int index(List<ColumnFamilyDescriptor> families, String name) {
        return families.stream()
                .map(family -> new String(family.getName(), StandardCharsets.UTF_8))
                .toList()
                .indexOf(name);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
