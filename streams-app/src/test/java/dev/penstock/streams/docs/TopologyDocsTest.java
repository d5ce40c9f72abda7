// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.docs;

import dev.penstock.cli.support.PipelineFile;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topology.TopologyGraph;
import dev.penstock.streams.topology.TopologyGraph.Store;
import dev.penstock.streams.topology.TopologyGraph.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class TopologyDocsTest {

    private static final Path PIPELINES = Path.of("..", "pipelines");
    private static final Path DOCS = Path.of("..", "topology-docs");

    @Test
    void shouldStandInTheProjectAsTheyAreNow() throws IOException {
        Map<String, String> standing = new TreeMap<>();
        try (var files = Files.list(DOCS)) {
            for (Path file : files.toList()) {
                standing.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        assertThat(standing)
                .as("topology-docs is out of date; to renew it: ./penstock topology --docs topology-docs")
                .isEqualTo(TopologyDocs.pages(read("default.yaml"), "default.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default.yaml", "sentiment.yaml", "ssh-logins.yaml", "web-requests.yaml"})
    void shouldExplainEveryTopicAndStore(String file) {
        Pipeline pipeline = read(file);
        var graph = TopologyGraph.of(TopologyDocs.describe(pipeline));

        String dictionary = TopologyDocs.pages(pipeline, file).get("dictionary.md");

        assertThat(PipelineTopics.of(pipeline))
                .extracting(PipelineTopic::name)
                .allSatisfy(topic -> assertThat(dictionary).contains("\n| `" + topic + "` |"));
        assertThat(graph.parts(Topic.class))
                .extracting(Topic::name)
                .allSatisfy(topic ->
                        assertThat(dictionary).containsPattern("\n\\| `(<application.id>-)?" + topic + "` \\|"));
        String stores = dictionary.substring(dictionary.indexOf("\n## Stores"));
        assertThat(graph.parts(Store.class))
                .isNotEmpty()
                .extracting(Store::name)
                .allSatisfy(store -> assertThat(stores)
                        .containsPattern("\n\\| `" + store + "` \\|.*\\| "
                                + (store.endsWith("-commit") ? "none" : "`<application.id>-" + store + "-changelog`")
                                + " \\|\n"));
    }

    @Test
    void shouldPutEveryAggregateAndEnricherIntoWords() {
        String dictionary = dictionary("""
                sources:
                  orders: {topic: orders, partitioned_by: user, timestamp: {field: at, unit: iso8601}}
                streams:
                  shipped:
                    from: orders
                    where: {kind: [sent, "a|`b"], gift: false}
                    enrich: {time: {}, geo: {field: ip}, device: {field: d}, version: {field: v}, session: {gap: 90s}}
                    select: {who: user, net.ip: ip}
                    set: {n: 1}
                    to: shipped
                features:
                  sales:
                    from: shipped
                    key: [who, geo.region]
                    window: 1500ms
                    grace: 0s
                    to: sales
                    columns:
                      number:  {count: events}
                      sum:     {sum: price, where: {who: ann}}
                      min:     {min: price}
                      max:     {max: price}
                      avg:     {avg: price}
                      first:   {first: page}
                      last:    {last: page}
                      span:    {duration: events}
                      persons: {distinct: who}
                      rate:    {ratio: [persons, number]}
                """.replace("price", "n").replace("page", "net.ip"));

        assertThat(dictionary)
                .contains(
                        "| `user` | text, integer or boolean | record key, `shipped`, `sales` |",
                        "| `at` | text: ISO-8601 with an offset | event time |",
                        "| `ip` | text | `shipped`, `sales` |",
                        "| `kind` | text | `shipped` |",
                        "Events of `orders` with `kind` = `sent` or `` a|`b `` and `gift` = `false`, with these fields:",
                        "| `net.ip` | as it came | `ip` of `orders` |",
                        "| `n` | number | always `1` |",
                        "which `90s` without an event ends",
                        "until 90s have passed without an event",
                        "the texts of `who`, `geo.region`, joined by `\\|`, with a `\\` before each `\\|` and `\\` in them",
                        "One row for each `who`, `geo.region` and window of 1500ms, over all events of `shipped`. A window"
                                + " takes events until 0s after its end.",
                        "| `number` | integer | how many events |",
                        "| `sum` | number | exact sum of `n` over events with `who` = `ann`; 0 without one |",
                        "| `min` | number or null | smallest `n` |",
                        "| `max` | number or null | greatest `n` |",
                        "| `avg` | number or null | mean of `n`, to 16 digits |",
                        "| `first` | text, number, boolean or null | `net.ip` with the earliest event time |",
                        "| `last` | text, number, boolean or null | `net.ip` with the latest event time |",
                        "| `span` | integer | last minus first event time, in milliseconds |",
                        "| `persons` | integer | how many different values of `who`; exact up to 150, estimated above |",
                        "| `rate` | number or null | `persons` divided by `number`; null where that is 0 or either is"
                                + " null |");
    }

    @Test
    void shouldSayWhatEachAggregateComesTo() {
        assertThat(dictionary("""
                        sources:
                          orders: {topic: orders, partitioned_by: user, timestamp: {field: at, unit: iso8601}}
                        features:
                          sales:
                            from: orders
                            key: all
                            window: 1h
                            to: sales
                            columns:
                              spread: {stddev: paid, where: {user: ann}}
                              most: {quantile: {field: paid, q: 0.950}}
                        """))
                .contains(
                        "| `paid` | number | `sales` |",
                        "| `spread` | number or null | sample standard deviation of `paid` over events with `user` ="
                                + " `ann`, to 16 digits; null with fewer than two |",
                        "| `most` | number or null | 0.95 quantile of `paid`, off by at most 1 % |");
    }

    @Test
    void shouldDoWithoutStreamsOrFeatures() {
        Map<String, String> pages = TopologyDocs.pages(PipelineReader.read("test.yaml", """
                sources:
                  orders: {topic: orders, partitioned_by: user, timestamp: {field: at, unit: iso8601}}
                features:
                  sales: {from: orders, key: all, window: 1h, to: sales, columns: {n: {count: events}}}
                """), "test.yaml");

        assertThat(pages.get("streams.md")).doesNotContain("```");
        assertThat(pages.get("dictionary.md"))
                .contains("One row for each window of 1h, over all events of `orders`.", "| the text `all` |");
    }

    private static String dictionary(String yaml) {
        return TopologyDocs.pages(PipelineReader.read("test.yaml", yaml), "test.yaml")
                .get("dictionary.md");
    }

    private static Pipeline read(String file) {
        return PipelineFile.read(PIPELINES.resolve(file));
    }
}
