// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineFingerprintTest {

    private static final String YAML = """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
              views: {topic: views, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              visits: {from: clicks, where: {bot: false, kind: [a, b]}, enrich: {session: {gap: 30m}}, to: visits}
            features:
              users: {from: clicks, key: user, window: 1m, grace: 5s, to: users, columns: {n: {count: events}, s: {sum: price}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sources:    | name: shop # of my own",
                "window: 1m  | window: 60s",
                "window: 1m  | window: '1m'",
                "window: 1m  | emit: updates, window: 1m",
                "key: user   | key: [user]",
                "where: {bot: false, kind: [a, b]} | where: {kind: [b, a], bot: false}",
                "{topic: clicks, partitioned_by: user | {partitioned_by: user, topic: clicks",
                "{from: clicks, key | {retention: 1d, from: clicks, key"
            })
    void shouldBeTheSameForWhatMeansTheSame(String written, String other) {
        String changed = other.startsWith("name:") ? other + "\n" + YAML : YAML.replace(written.strip(), other.strip());

        assertThat(changed).isNotEqualTo(YAML);
        assertThat(of(changed)).isEqualTo(of(YAML));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sources:        | engine: per-event\\nsources:",
                "topic: views    | topic: other",
                "unit: millis    | unit: seconds",
                "from: clicks, where | from: views, where",
                "bot: false      | bot: true",
                "gap: 30m        | gap: 31m",
                "to: visits      | to: visits2",
                "visits:         | visit:",
                "grace: 5s       | grace: 6s",
                "window: 1m      | window: 2m",
                "window: 1m      | emit: final, window: 1m",
                "n: {count: events}, s: {sum: price} | s: {sum: price}, n: {count: events}",
                "sum: price      | max: price",
                "sum: price      | sum: total",
                "{topic: clicks  | {max_future: 2h, topic: clicks"
            })
    void shouldDifferForWhatMeansSomethingElse(String written, String other) {
        String changed = YAML.replace(written.strip(), other.strip().replace("\\n", "\n"));

        assertThat(changed).isNotEqualTo(YAML);
        assertThat(of(changed)).isNotEqualTo(of(YAML));
    }

    /** Instances of this version and of those before it work together only where they come to the same. */
    @ParameterizedTest
    @CsvSource({"engine: micro-batch, emit: final, 9ab78b3b", "engine: per-event, grace: 3s, 55262a7b"})
    void shouldStayAsItIs(String engine, String ofGroup, String expected) {
        String yaml = """
                %s
                sources:
                  clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: iso8601}, max_future: 5m}
                  views:  {topic: views, timestamp: {field: at, unit: millis}}
                streams:
                  visits:
                    from: clicks
                    where: {bot: false, kind: [a, b], version: 2}
                    enrich: {session: {gap: 30m}, geo: {field: ip}, time: {}}
                    select: {who: user, p: price}
                    set: {status: new}
                    to: visits
                features:
                  users:
                    from: clicks
                    key: user
                    window: 1m
                    to: users
                    columns: {n: {count: events}, s: {sum: p, where: {kind: a}}, r: {ratio: [s, n]}, t: {duration: events}}
                  all:
                    from: visits
                    key: all
                    window: 1h
                    to: all
                    columns: {a: {min: p}, b: {max: p}, c: {avg: p}, d: {first: p}, e: {last: p}, f: {distinct: p}}
                    %s
                """.formatted(engine, ofGroup);

        assertThat(of(yaml)).isEqualTo(expected);
    }

    private static String of(String yaml) {
        return PipelineFingerprint.of(PipelineReader.read("test.yaml", yaml));
    }
}
