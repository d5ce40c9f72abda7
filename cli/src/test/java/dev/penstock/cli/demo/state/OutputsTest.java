// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.cli.demo.state.DemoSnapshot.Newest;
import dev.penstock.cli.support.PipelineFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class OutputsTest {

    private static final String PIPELINE = """
            sources:
              logins: {topic: logins, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              located: {from: logins, enrich: {geo: {field: ip}}, set: {done: true}, to: located}
            features:
              by_user:   {from: located, key: user, window: 1m, to: by-user, columns: {n: {count: events}}}
              by_region: {from: located, key: [geo.region, user], window: 1m, to: by-region, columns: {n: {count: events}}}
              by_ip: {from: located, key: ip, record_key: key_and_window, window: 1m, to: by-ip, columns: {n: {count: events}}}
            """;

    @TempDir
    Path folder;

    private Outputs outputs;

    @BeforeEach
    void read() throws IOException {
        outputs = new Outputs(PipelineFile.read(Files.writeString(folder.resolve("pipeline.yaml"), PIPELINE)));
    }

    @Test
    void shouldWatchAnEntityOfAGroupThatIsKeyedAsItsSource() {
        add("by-user", "kim", "{\"user\":\"kim\",\"window_start\":0,\"window_end\":60000,\"n\":1}");
        add("by-user", "kim", "{\"user\":\"kim\",\"window_start\":0,\"window_end\":60000,\"n\":2}");
        add("by-user", "kim", "{\"user\":\"kim\",\"window_start\":60000,\"window_end\":120000,\"n\":1}");

        assertThat(outputs.watched(System.nanoTime())).singleElement().satisfies(watched -> {
            assertThat(watched.group()).isEqualTo("by_user");
            assertThat(watched.keyField()).isEqualTo("user");
            assertThat(watched.rows())
                    .containsExactly(
                            new FeatureRow("kim", 60_000, List.of(new Field("n", "1"))),
                            new FeatureRow("kim", 0, List.of(new Field("n", "2"))));
        });
    }

    @Test
    void shouldShowTheNewestRowsOfAnyKeyOfOtherGroups() {
        add("by-region", "eu|kim", "{\"geo.region\":\"eu\",\"user\":\"kim\",\"window_start\":0,\"n\":1}");
        add("by-region", "us|kim", "{\"geo.region\":\"us\",\"user\":\"kim\",\"window_start\":0,\"n\":1}");
        add("by-region", "eu|kim", "{\"geo.region\":\"eu\",\"user\":\"kim\",\"window_start\":0,\"n\":2}");

        assertThat(outputs.rows()).containsExactly(row("eu|kim", "2"), row("us|kim", "1"));
    }

    @Test
    void shouldTellTheEntityKeyFromTheWindowInARecordKey() {
        add("by-ip", "1|2|60000", "{\"ip\":\"1|2\",\"window_start\":60000,\"n\":1}");

        assertThat(outputs.rows())
                .containsExactly(new Newest(
                        "by_ip",
                        List.of(new Field("ip", "1|2"), new Field("window", "1970-01-01 00:01"), new Field("n", "1"))));
    }

    @Test
    void shouldPutFirstWhatAStreamAdds() {
        add("located", "kim", "{\"user\":\"kim\",\"ip\":\"1.2.3.4\",\"geo\":{\"region\":\"europe\"},\"done\":true}");

        assertThat(outputs.events())
                .containsExactly(new Newest(
                        "located",
                        List.of(
                                new Field("done", "true"),
                                new Field("geo.region", "europe"),
                                new Field("user", "kim"),
                                new Field("ip", "1.2.3.4"))));
    }

    @Test
    void shouldCountWhatItCannotRead() {
        add("by-user", "", "");
        add("by-user", "kim", "[1, 2");
        add("by-region", "kim", "{\"window_start\":\"soon\"}");
        add("located", "kim", "no JSON");

        assertThat(outputs.totals()).containsEntry("by_user", 2L).containsEntry("by_region", 1L);
        assertThat(outputs.watched(System.nanoTime())).isEmpty();
        assertThat(outputs.rows()).isEmpty();
        assertThat(outputs.events()).containsExactly(new Newest("located", List.of(new Field("", "no JSON"))));
    }

    @Test
    void shouldRoundRatiosOnly() {
        add("by-user", "kim", "{\"user\":\"kim\",\"window_start\":0,\"r\":0.2765957446808511,\"s\":12.345678901234}");
        add("by-user", "kim", "{\"user\":\"kim\",\"window_start\":60000,\"s\":12.345678}");

        var rows = outputs.watched(System.nanoTime()).get(0).rows();

        assertThat(rows.get(0).columns()).containsExactly(new Field("s", "12.345678"));
        assertThat(rows.get(1).columns()).containsExactly(new Field("r", "0.2766"), new Field("s", "12.3457"));
    }

    private static Newest row(String key, String n) {
        return new Newest(
                "by_region",
                List.of(new Field("geo.region|user", key), new Field("window", "1970-01-01 00:00"), new Field("n", n)));
    }

    private void add(String topic, String key, String value) {
        outputs.add(
                topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), System.nanoTime());
    }
}
