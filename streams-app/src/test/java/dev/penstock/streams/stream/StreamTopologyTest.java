// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.source.TopologyParts;
import dev.penstock.streams.topology.PipelineTopology;
import dev.penstock.streams.topology.TestPipeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class StreamTopologyTest {

    private static final long T = TestPipeline.NOW.toEpochMilli();
    private static final String PIPELINE = """
            sources:
              in: {topic: in, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              rich:
                from: in
                enrich: {geo: {field: ip}, device: {field: device}}
                set: {processed: true}
                to: rich-topic
              orders:
                from: in
                where: {type: [buy, order], geo: null-island, gift: false}
                select: {id: order.id, customer: user}
                to: orders
              again:
                from: rich
                where: {geo.region: private, platform: [iOS, Web], type: buy}
                select: {who: user, where: geo, what: order.id, device: platform}
                set: {platform: none}
                to: again
              extended:
                from: again
                where: {device: iOS}
                set: {where.region: hidden, processed: 3}
                to: extended
            features:
              by_region: {from: rich, key: geo.region, window: 1m, to: regions, columns: {users: {distinct: user}}}
              by_place:  {from: extended, key: [where.region, who], window: 1m, to: places, columns: {n: {sum: processed}}}
            """;

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new TestPipeline(PIPELINE, folder);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldWriteEventsWithTheirKeyHeadersAndEventTime() {
        var headers = new RecordHeaders().add("trace", new byte[] {0, -1}).add("trace", null);
        String event = event("'ip':'10.0.0.1','device':'iPhone'");
        pipeline.send("in", new TestRecord<>("ann".getBytes(UTF_8), event.getBytes(UTF_8), headers, 77L));

        var record = pipeline.read("rich-topic").get(0);
        assertThat(record.key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(record.timestamp()).isEqualTo(T);
        assertThat(record.headers().toArray()).isEqualTo(headers.toArray());
        assertThat(new String(record.value(), UTF_8))
                .isEqualTo(event.substring(0, event.length() - 1)
                        + json(",'geo':{'region':'private'},'platform':'iOS','processed':true}"));
        assertThat(pipeline.counted(PipelineMetrics.ROWS, "output", "rich")).isEqualTo(1);
    }

    @Test
    void shouldTakeOnlyTheEventsForWhichEveryConditionHolds() {
        for (String more : List.of(
                "'type':'buy','geo':'null-island','gift':false,'order':{'id':1}",
                "'type':'order','geo':'null-island','gift':false,'order':{'id':'2'}",
                "'type':'view','geo':'null-island','gift':false,'order':{'id':3}",
                "'type':'buy','geo':'null-island','gift':'false','order':{'id':4}",
                "'type':'buy','geo':{},'gift':false,'order':{'id':5}",
                "'type':'buy','gift':false,'order':{'id':6}")) {
            send("ann", more);
        }

        assertThat(pipeline.values("orders"))
                .containsExactly(json("{'id':1,'customer':'ann'}"), json("{'id':'2','customer':'ann'}"));
        assertThat(pipeline.counted(PipelineMetrics.ROWS, "output", "orders")).isEqualTo(2);
        assertThat(pipeline.values("in-dlq")).isEmpty();
    }

    @Test
    void shouldReadWhatAnotherStreamMadeOfAnEvent() {
        // What the input itself has in these fields is replaced before the second stream looks.
        send("ann", "'type':'buy','ip':'10.1.1.1','device':'WEB','geo':1,'platform':'x'");
        send("bob", "'type':'buy','ip':'10.1.1.1','device':'ios','order':{'id': 1.0}");
        send("cat", "'type':'buy','ip':'9.9.9.9','device':'ios','geo':{'region':'private'}");
        send("dan", "'type':'buy','ip':'10.1.1.1','platform':'iOS'");

        assertThat(pipeline.values("again"))
                .containsExactly(
                        json("{'who':'ann','where':{'region':'private'},'device':'Web','platform':'none'}"),
                        json("{'who':'bob','where':{'region':'private'},'what':1.0,'device':'iOS','platform':'none'}"));
        assertThat(pipeline.values("extended"))
                .containsExactly(json("{'who':'bob','what':1.0,'device':'iOS','platform':'none',"
                        + "'where':{'region':'hidden'},'processed':3}"));
        assertThat(pipeline.values("places")).singleElement().asString().contains("\"who\":\"bob\"", "\"n\":3");
    }

    @Test
    void shouldGiveFeatureGroupsTheStreamsFields() {
        send("ann", "'ip':'10.0.0.1','geo':{'region':'elsewhere'}");
        send("bob", "'ip':'192.168.0.1'");
        send("cat", "'geo':{'region':'private'}");

        var rows = pipeline.values("regions");
        assertThat(rows).hasSize(2).last().asString().contains("\"geo.region\":\"private\"", "\"users\":2");
        assertThat(pipeline.counted(PipelineMetrics.KEY_MISSING, "group", "by_region"))
                .isEqualTo(1);
    }

    @Test
    void shouldSendAnEventToTheDeadLettersThatBecomesTooLongForARecord() {
        int most = TopologyParts.DEFAULT_MAX_RECORD_BYTES;
        String added = json(",'processed':true}");
        int frame = event("'x':''").length() - 1 + added.length() + "ann".length() + "trace".length() + 4;
        for (int more = 0; more <= 1; more++) {
            String event = event("'x':'" + "x".repeat(most - frame + more) + "'");
            var headers = new RecordHeaders().add("trace", new byte[4]);
            pipeline.send("in", new TestRecord<>("ann".getBytes(UTF_8), event.getBytes(UTF_8), headers, 1234L));
        }

        assertThat(pipeline.read("rich-topic"))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).hasSize(most - "ann".length() - "trace".length() - 4));
        var letter = pipeline.read("in-dlq").get(0);
        assertThat(letter.value()).hasSize(most - "ann".length() - "trace".length() - 4 - added.length() + 2);
        assertThat(letter.timestamp()).isEqualTo(1234L);
        Header message = letter.headers().lastHeader("__streams.errors.message");
        assertThat(new String(message.value(), UTF_8))
                .startsWith("result_too_long: ")
                .contains("'rich'", (most + 1) + " bytes", "at most " + most);
        assertThat(pipeline.counted(PipelineMetrics.DEAD_LETTERS, "source", "in", "reason", "result_too_long"))
                .isEqualTo(1);
        assertThat(pipeline.counted(PipelineMetrics.ROWS, "output", "rich")).isEqualTo(1);
    }

    @Test
    void shouldLeaveAnEventOutOfAColumnThatCannotUseASelectedFieldThoughItLiesBesideAnAddedOne() {
        try (var beside = new TestPipeline("""
                sources:
                  in: {topic: in, partitioned_by: user, timestamp: {field: at, unit: millis}}
                streams:
                  out: {from: in, select: {shop.spent: n}, set: {shop.name: corner}, to: out}
                features:
                  sums: {from: out, key: shop.name, window: 1m, to: sums, columns: {spent: {sum: shop.spent}}}
                """, folder.resolve("beside"))) {
            beside.send("in", "ann", event("'n':'1'"));
            beside.send("in", "ann", event("'n':2"));

            assertThat(beside.values("out"))
                    .containsExactly(
                            json("{'shop':{'spent':'1','name':'corner'}}"),
                            json("{'shop':{'spent':2,'name':'corner'}}"));
            assertThat(beside.values("sums")).last().asString().contains("\"spent\":2");
            assertThat(beside.counted(
                            PipelineMetrics.UNUSABLE_FIELDS, "source", "in", "field", "n", "reason", "not_a_number"))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldPassOnRecordsWithoutAKeyWhereTheSourceCanHaveThem() {
        try (var keyless = new TestPipeline("""
                sources:
                  clicks: {topic: clicks, partitioned_by: user, key_format: any, timestamp: {field: at, unit: millis}}
                streams:
                  copies: {from: clicks, enrich: {session: {gap: 30m}}, set: {copied: true}, to: copies}
                """, folder.resolve("keyless"))) {
            byte[] event = "{\"user\":\"ann\",\"at\":1000000000000}".getBytes(UTF_8);
            keyless.send("clicks", new TestRecord<>(null, event));

            var copy = keyless.read("copies").get(0);
            assertThat(copy.key()).isNull();
            assertThat(new String(copy.value(), UTF_8))
                    .isEqualTo("{\"user\":\"ann\",\"at\":1000000000000,\"copied\":true}");
        }
    }

    @Test
    void shouldSelectIntoAsManyObjectsAsItsNamesSay() {
        String deep = "a.".repeat(60) + "a";
        try (var nested = new TestPipeline("""
                sources:
                  in: {topic: in, partitioned_by: user, timestamp: {field: at, unit: millis}}
                streams:
                  one: {from: in, select: {%s: x, key: user}, to: one}
                  two: {from: one, where: {key: ann}, select: {x: %s}, to: two}
                """.formatted(deep, deep), folder.resolve("nested"))) {
            String value = "[".repeat(60) + "]".repeat(60);
            nested.send("in", "ann", event("'x':" + value));

            assertThat(nested.values("two")).containsExactly("{\"x\":" + value + "}");
        }
    }

    @Test
    void shouldNameWhatItIsMadeOf() {
        var builder = new StreamsBuilder();
        PipelineTopology.addTo(
                builder,
                PipelineReader.read("test.yaml", PIPELINE),
                TestPipeline.parts(TestPipeline.NOW, new SimpleMeterRegistry()));

        // Kafka Streams numbers what has no name, so that an upgrade can move it.
        assertThat(builder.build().describe().toString())
                .contains("rich.make", "rich.sink")
                .doesNotContain("KSTREAM", "-00000");
    }

    private void send(String user, String more) {
        pipeline.send("in", user, event(user, more));
    }

    private static String event(String more) {
        return event("ann", more);
    }

    private static String event(String user, String more) {
        return json("{'user':'" + user + "','at':" + T + "," + more + "}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
