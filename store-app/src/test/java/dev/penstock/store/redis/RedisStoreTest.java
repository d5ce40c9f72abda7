// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.store.Rows;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.app.StoreException;
import dev.penstock.store.app.StoreMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RedisStoreTest {

    private static final Pipeline PIPELINE = pipeline("");
    private static final TopicPartition FIRST = new TopicPartition("clicks-rows", 0);
    private static final TopicPartition SECOND = new TopicPartition("clicks-rows", 1);
    private static final Uuid TOPIC = new Uuid(1, 2);

    private static RedisServer server;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Jedis jedis;

    private static Pipeline pipeline(String settings) {
        return TestPipelines.read("""
                features:
                  clicks: {from: s, key: user, window: 1m, to: clicks-rows, columns: {n: {count: events}, page: {last: page}}}
                stores:
                  online: {redis: "redis://localhost", layout: hash, project: shop, %s}
                """.formatted(settings));
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = RedisServer.start(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() {
        jedis = server.client();
        jedis.flushAll();
    }

    @AfterEach
    void disconnect() {
        jedis.close();
    }

    private RedisStore store(Pipeline pipeline) {
        return new RedisStore(
                pipeline, TestPipelines.redis(pipeline), server.url(), new StoreMeters(registry, "online"));
    }

    private static Map<TopicPartition, Uuid> partitions(TopicPartition... partitions) {
        Map<TopicPartition, Uuid> all = new HashMap<>();
        for (TopicPartition partition : partitions) {
            all.put(partition, TOPIC);
        }
        return all;
    }

    private static String row(String user, int minute, int n) {
        return "{\"user\":\"%s\",\"window_start\":%d,\"window_end\":%d,\"n\":%d,\"page\":%s}"
                .formatted(user, minute * 60_000, (minute + 1) * 60_000, n, n % 2 == 0 ? null : "\"p" + n + "\"");
    }

    private Map<String, String> found(String user) {
        return jedis.hgetAll("shop:clicks:" + user);
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }

    @Test
    void shouldWriteRowsAsTextsWithoutColumnsThatHaveNoValue() {
        try (var store = store(PIPELINE)) {
            store.open(partitions(FIRST));
            store.write(Rows.of(FIRST, 0, "ann", row("ann", 1, 3)));
            assertThat(found("ann"))
                    .isEqualTo(Map.of(
                            "user", "ann", "n", "3", "page", "p3", "window_start", "60000", "window_end", "120000"));
            store.write(Rows.of(FIRST, 1, "ann", row("ann", 1, 4)));
            assertThat(found("ann"))
                    .isEqualTo(Map.of("user", "ann", "n", "4", "window_start", "60000", "window_end", "120000"));
        }
    }

    @Test
    void shouldKeepTheNewestWindowAndItsLastRow() {
        try (var store = store(PIPELINE)) {
            store.open(partitions(FIRST));
            store.write(Rows.of(FIRST, 0, "ann", row("ann", 5, 1)));
            store.write(Rows.of(FIRST, 1, "ann", row("ann", 4, 2)));
            assertThat(found("ann")).containsEntry("n", "1");
            store.write(Rows.of(FIRST, 2, "ann", row("ann", 5, 3)));
            assertThat(found("ann")).containsEntry("n", "3");
            store.write(Rows.of(FIRST, 3, "ann", row("ann", 6, 5), "ann", row("ann", 6, 7), "ann", row("ann", 5, 9)));
            assertThat(found("ann")).containsEntry("n", "7").containsEntry("window_start", "360000");
        }
        assertThat(count("penstock.store.rows.older")).isEqualTo(2);
        assertThat(count("penstock.store.rows")).isEqualTo(4);
    }

    @Test
    void shouldGoOnBehindTheLastRowThatIsThere() {
        try (var store = store(PIPELINE)) {
            assertThat(store.open(partitions(FIRST))).isEmpty();
            store.write(Rows.of(FIRST, 40, "ann", row("ann", 1, 1), "bob", row("bob", 1, 1)));
            assertThat(store.committed()).isEqualTo(Map.of(FIRST, 42L));
        }
        try (var next = store(PIPELINE)) {
            assertThat(next.open(partitions(FIRST, SECOND))).isEqualTo(Map.of(FIRST, 42L));
        }
    }

    @Test
    void shouldBeginAnewWithATopicThatWasMadeAnew() {
        try (var store = store(PIPELINE)) {
            store.open(partitions(FIRST));
            store.write(Rows.of(FIRST, 40, "ann", row("ann", 1, 1)));
            assertThat(store.open(Map.of(FIRST, new Uuid(3, 4)))).isEmpty();
            store.write(Rows.of(FIRST, 0, "ann", row("ann", 2, 2)));
            assertThat(found("ann")).containsEntry("n", "2");
        }
    }

    @Test
    void shouldNotLetAZombieWriteOverWhatAnotherHasWritten() {
        try (var zombie = store(PIPELINE);
                var heir = store(PIPELINE)) {
            zombie.open(partitions(FIRST));
            zombie.write(Rows.of(FIRST, 0, "ann", row("ann", 1, 1)));
            heir.open(partitions(FIRST));
            heir.write(Rows.of(FIRST, 1, "ann", row("ann", 1, 2), "ann", row("ann", 1, 3)));
            var refused = catchThrowableOfType(
                    StoreException.class, () -> zombie.write(Rows.of(FIRST, 1, "ann", row("ann", 1, 2))));
            assertThat(refused.kind()).isEqualTo(StoreException.Kind.FENCED);
            assertThat(found("ann")).containsEntry("n", "3");
            heir.write(Rows.of(FIRST, 3, "ann", row("ann", 1, 4)));
            assertThat(found("ann")).containsEntry("n", "4");
        }
    }

    /** Its rows come from several partitions, so that the position of one says nothing about the other. */
    @Test
    void shouldKeepTheNewestWindowAlsoWhereEachWindowHasARecordKey() throws InterruptedException {
        Pipeline spread = TestPipelines.read("""
                features:
                  clicks: {from: s, key: user, record_key: key_and_window, window: 1m, to: clicks-rows, columns: {n: {count: events}}}
                stores:
                  online: {redis: "redis://localhost", layout: hash, project: shop}
                """);
        Thread other = new Thread(() -> writeMinutes(spread, SECOND, 1));
        other.start();
        writeMinutes(spread, FIRST, 0);
        other.join();
        assertThat(found("ann")).containsEntry("n", "399");
    }

    private void writeMinutes(Pipeline pipeline, TopicPartition partition, int first) {
        try (var store = store(pipeline)) {
            store.open(partitions(partition));
            for (int minute = first; minute < 400; minute += 2) {
                store.write(Rows.of(partition, minute, "ann|" + minute * 60_000, row("ann", minute, minute)));
            }
        }
    }

    @Test
    void shouldPassOverWhatIsNoRow() {
        try (var store = store(PIPELINE)) {
            store.open(partitions(FIRST));
            store.write(Rows.of(FIRST, 0, "ann", "no JSON", "ann", null, "bob", row("bob", 1, 1)));
            jedis.set("shop:clicks:eve", "not a row");
            store.write(Rows.of(FIRST, 3, "eve", row("eve", 1, 1), "bob", row("bob", 1, 2)));
        }
        assertThat(found("bob")).containsEntry("n", "2");
        assertThat(jedis.get("shop:clicks:eve")).isEqualTo("not a row");
        assertThat(count("penstock.store.rows.unreadable")).isEqualTo(3);
    }

    @Test
    void shouldWriteNothingOfABatchForWhichThereIsNoRoom() {
        try (var store = store(PIPELINE)) {
            store.open(partitions(FIRST));
            store.write(Rows.of(FIRST, 0, "ann", row("ann", 1, 1)));
            jedis.configSet("maxmemory", "1");
            var full = catchThrowableOfType(
                    StoreException.class,
                    () -> store.write(Rows.of(FIRST, 1, "ann", row("ann", 1, 2), "bob", row("bob", 1, 2))));
            assertThat(full.kind()).isEqualTo(StoreException.Kind.FULL);
            assertThat(full).hasMessageContaining("maxmemory");
            assertThat(catchThrowableOfType(StoreException.class, () -> store.open(partitions(FIRST)))
                            .kind())
                    .isEqualTo(StoreException.Kind.FULL);
            jedis.configSet("maxmemory", "0");
            assertThat(store.open(partitions(FIRST))).isEqualTo(Map.of(FIRST, 1L));
            assertThat(found("bob")).isEmpty();
            store.write(Rows.of(FIRST, 1, "ann", row("ann", 1, 2), "bob", row("bob", 1, 2)));
            assertThat(found("bob")).containsEntry("n", "2");
        } finally {
            jedis.configSet("maxmemory", "0");
        }
    }

    @Test
    void shouldWriteNothingToAReplica() {
        try (var store = store(PIPELINE)) {
            store.open(partitions(FIRST));
            jedis.replicaof("127.0.0.1", 1);
            var refused = catchThrowableOfType(
                    StoreException.class, () -> store.write(Rows.of(FIRST, 0, "ann", row("ann", 1, 2))));
            assertThat(refused.kind()).isEqualTo(StoreException.Kind.READ_ONLY);
        } finally {
            jedis.replicaofNoOne();
        }
    }

    @Test
    void shouldSayWhoIsDenied() {
        jedis.aclSetUser("store", "on", ">secret", "~*", "+@all", "-set");
        try {
            assertThat(kindFor("store:wrong")).isEqualTo(StoreException.Kind.DENIED);
            assertThat(kindFor("store:secret")).isEqualTo(StoreException.Kind.DENIED);
        } finally {
            jedis.aclDelUser("store");
        }
    }

    private StoreException.Kind kindFor(String user) {
        var url = URI.create("redis://" + user + "@127.0.0.1:" + server.url().getPort());
        try (var store =
                new RedisStore(PIPELINE, TestPipelines.redis(PIPELINE), url, new StoreMeters(registry, "online"))) {
            return catchThrowableOfType(StoreException.class, () -> store.open(partitions(FIRST)))
                    .kind();
        }
    }

    @Test
    void shouldLetRowsExpire() {
        Pipeline expiring = pipeline("ttl: 1h");
        try (var store = store(expiring)) {
            store.open(partitions(FIRST));
            store.write(Rows.of(FIRST, 0, "ann", row("ann", 1, 3)));
        }
        boolean byField;
        try (var redis = new RedisConnection(server.url())) {
            byField = redis.knows(Command.HPEXPIRE);
        }
        long ttl = byField ? jedis.hpttl("shop:clicks:ann", "n").get(0) : jedis.pttl("shop:clicks:ann");
        assertThat(ttl).isBetween(3_500_000L, 3_600_000L);
    }

    @Test
    void shouldEraseARow() {
        try (var store = store(PIPELINE)) {
            store.open(partitions(FIRST));
            store.write(Rows.of(FIRST, 0, "ann", row("ann", 1, 3), "bob", row("bob", 1, 3)));
        }
        var groups = List.of(PIPELINE.group("clicks"));
        var redis = TestPipelines.redis(PIPELINE);
        assertThat(RowEraser.erase(redis, server.url(), groups, List.of("ann"))).isEqualTo(1);
        assertThat(RowEraser.erase(redis, server.url(), groups, List.of("ann"))).isZero();
        assertThat(found("ann")).isEmpty();
        assertThat(found("bob")).isNotEmpty();
    }
}
