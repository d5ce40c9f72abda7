// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.feast;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.Rows;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.app.RowStore;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.parquet.ParquetStore;
import dev.penstock.store.redis.RedisServer;
import dev.penstock.store.redis.RedisStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class FeastRepositoryTest {

    private static final TopicPartition SPENT = new TopicPartition("spent", 0);
    private static final TopicPartition SOLD = new TopicPartition("sold", 0);
    private static final TopicPartition ALL = new TopicPartition("all-rows", 0);
    private static final Uuid TOPIC = new Uuid(1, 2);

    /** The minute that begins at 2026-11-21T08:06Z. */
    private static final long WINDOW = 1795248360000L;

    @TempDir
    private Path folder;

    private Pipeline pipeline() {
        return TestPipelines.read("""
                features:
                  spent: {from: s, key: user_id, window: 1m, to: spent, columns: {orders: {count: events}, exact: {sum: price}, city: {last: city}, cities: {last_n: {field: city, n: 2}}}}
                  sold: {from: s, key: [user_id, item], window: 1m, to: sold, columns: {units: {count: events}, at: {last: at}}}
                  everything: {from: s, key: all, window: 1m, to: all-rows, columns: {n: {count: events}, share: {avg: price}}}
                stores:
                  online: {redis: "redis://localhost", project: shop, types: {item: integer, exact: "decimal(18,2)", at: timestamp}}
                  offline: {parquet: "%s", types: {item: integer, exact: "decimal(18,2)", at: timestamp}}
                """.formatted(folder.resolve("files")));
    }

    @Test
    void shouldLetFeastReadRowsAndTheirHistory() throws IOException, InterruptedException {
        Path python = python();
        Pipeline pipeline = pipeline();
        var meters = new StoreMeters(new SimpleMeterRegistry(), "any");
        try (var server = RedisServer.start(folder);
                var online = new RedisStore(pipeline, TestPipelines.redis(pipeline), server.url(), meters);
                var offline = new ParquetStore(
                        pipeline, (Store.Parquet) pipeline.stores().get(1), meters)) {
            write(online);
            write(offline);
            Path repository = Files.createDirectory(folder.resolve("repository"));
            for (Map.Entry<String, String> file : new FeastRepository(
                            pipeline, TestPipelines.redis(pipeline), server.url())
                    .files()
                    .entrySet()) {
                Files.writeString(repository.resolve(file.getKey()), file.getValue());
            }
            assertThat(seen(python, repository).lines().filter(line -> line.matches("(online|history) .*")))
                    .containsExactly(
                            "online at [datetime.datetime(2026, 11, 21, 8, 6, 7, tzinfo=datetime.timezone.utc), None]",
                            "online at__ts [1795248420, 0]",
                            "online cities [[], None]",
                            "online cities__ts [1795248540, 0]",
                            "online city [None, None]",
                            "online city__ts [1795248540, 0]",
                            "online exact [Decimal('12.30'), None]",
                            "online exact__ts [1795248540, 0]",
                            "online item [7, 8]",
                            "online item__ts [0, 0]",
                            "online n [5, 5]",
                            "online n__ts [1795248420, 1795248420]",
                            "online orders [2, None]",
                            "online orders__ts [1795248540, 0]",
                            "online share [0.25, 0.25]",
                            "online share__ts [1795248420, 1795248420]",
                            "online units [3, None]",
                            "online units__ts [1795248420, 0]",
                            "online user_id ['ann', 'nobody']",
                            "online user_id__ts [0, 0]",
                            "history 2026-11-21T08:07:30+00:00 1 2.50",
                            "history 2026-11-21T08:09:30+00:00 2 12.30");
        }
    }

    private static void write(RowStore store) {
        store.open(Map.of(SPENT, TOPIC, SOLD, TOPIC, ALL, TOPIC));
        store.write(Rows.of(
                SPENT,
                0,
                "ann",
                row("\"user_id\":\"ann\",\"orders\":1,\"exact\":2.5,\"city\":\"Malmö\",\"cities\":[\"Malmö\"]", 0),
                "ann",
                row("\"user_id\":\"ann\",\"orders\":2,\"exact\":12.3,\"city\":null,\"cities\":[]", 2)));
        store.write(Rows.of(
                SOLD,
                0,
                "ann|7",
                row("\"user_id\":\"ann\",\"item\":7,\"units\":3,\"at\":\"2026-11-21T08:06:07Z\"", 0)));
        store.write(Rows.of(ALL, 0, "all", row("\"n\":5,\"share\":0.25", 0)));
        store.release(List.of(SPENT, SOLD, ALL));
    }

    private static String row(String fields, int minute) {
        long start = WINDOW + minute * 60_000L;
        return "{" + fields + ",\"window_start\":" + start + ",\"window_end\":" + (start + 60_000) + "}";
    }

    private static Path python() {
        String named = System.getenv("PENSTOCK_FEAST");
        Path python = named == null ? Path.of("../target/feast/bin/python").toAbsolutePath() : Path.of(named);
        assumeTrue(Files.isExecutable(python), "Feast is not installed: scripts/install-feast installs it");
        return python;
    }

    private String seen(Path python, Path repository) throws IOException, InterruptedException {
        Path script = folder.resolve("read.py");
        try (var source = FeastRepositoryTest.class.getResourceAsStream("read.py")) {
            Files.write(script, source.readAllBytes());
        }
        Path output = folder.resolve("output");
        int code = new ProcessBuilder(python.toString(), script.toString(), repository.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(code).as(text).isZero();
        return text;
    }

    @Test
    void shouldSayWhereRedisIsButNotItsPassword() {
        Pipeline pipeline = pipeline();
        var repository = new FeastRepository(
                pipeline, TestPipelines.redis(pipeline), URI.create("rediss://me:secret@redis.example:6380/2"));
        assertThat(repository.files().get("feature_store.yaml"))
                .contains("\"redis.example:6380,db=2,username=me,password=${REDIS_PASSWORD},ssl=True\"");
        assertThat(repository.files().values()).noneMatch(text -> text.contains("secret"));
    }
}
