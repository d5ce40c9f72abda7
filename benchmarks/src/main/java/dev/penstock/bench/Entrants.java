// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that can take part. */
final class Entrants {

    static final String MICRO_BATCH_1 = "penstock-micro-batch-1";
    static final String MICRO_BATCH_2 = "penstock-micro-batch-2";
    static final String MICRO_BATCH_ALL = "penstock-micro-batch-all";
    static final String PER_EVENT = "penstock-per-event";
    static final String DSL_JSON = "dsl-json";
    static final String DSL_CACHED = "dsl-binary-cached";
    static final String JACKSON_1 = "consumer-jackson-1";
    static final String JACKSON_2 = "consumer-jackson-2";
    static final String DECODER_1 = "consumer-penstock-1";
    static final String DECODER_2 = "consumer-penstock-2";

    private static final Set<String> ACTIVITY = Set.of(PipelineEntrant.USER_ACTIVITY);
    private static final long CACHE_BYTES = 128 << 20;
    private static final String MICRO_BATCH = "micro-batch";

    /** In the order in which they take turns. */
    static final List<Entrant> ALL = List.of(
            new ConsumerEntrant("consumer", 1, Decoding.NONE, 0.3),
            new ConsumerEntrant(JACKSON_1, 1, Decoding.JACKSON, 0.8),
            new ConsumerEntrant(JACKSON_2, 2, Decoding.JACKSON, 0.5),
            new ConsumerEntrant(DECODER_1, 1, Decoding.PENSTOCK, 0.8),
            new ConsumerEntrant(DECODER_2, 2, Decoding.PENSTOCK, 0.5),
            new PipelineEntrant(MICRO_BATCH_1, MICRO_BATCH, ACTIVITY, 1, 1.3),
            new PipelineEntrant(MICRO_BATCH_2, MICRO_BATCH, ACTIVITY, 2, 0.8),
            new PipelineEntrant(MICRO_BATCH_ALL, MICRO_BATCH, BenchPipeline.groups(), 1, 2.5),
            new PipelineEntrant(PER_EVENT, "per-event", ACTIVITY, 1, 20),
            new DslEntrant(DSL_JSON, DslEntrant.Code.JSON, 1, 0, 20),
            new DslEntrant(DSL_CACHED, DslEntrant.Code.BINARY, 1, CACHE_BYTES, 4));

    private Entrants() {}

    /** @throws IllegalArgumentException if there is none of this name */
    static Entrant named(String name) {
        return ALL.stream()
                .filter(entrant -> entrant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no contender '%s'; there are %s".formatted(name, String.join(", ", names()))));
    }

    /** In the order of {@link #ALL}, each once. */
    static List<Entrant> named(Collection<String> names) {
        var wanted = new LinkedHashSet<Entrant>();
        names.forEach(name -> wanted.add(named(name)));
        return ALL.stream().filter(wanted::contains).toList();
    }

    static List<String> names() {
        return ALL.stream().map(Entrant::name).toList();
    }
}
