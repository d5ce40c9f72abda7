// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.Truth;
import dev.penstock.bench.truth.TruthPass;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

import static java.util.stream.Collectors.toCollection;

/** A broker with the events of a workload in it, and the truth about shares of these. */
record FilledCluster(Cluster cluster, Map<TopicPartition, Long> ends, Map<Slice, Truth> truths) {

    private static final double TRUTH_MICROS = 1.5;
    private static final double BROKER_MICROS = 4e6;

    /** About how long it takes to fill one. */
    static double expectedMicros(Workload workload) {
        return BROKER_MICROS + workload.events() * (Fill.EXPECTED_MICROS + TRUTH_MICROS);
    }

    /**
     * Fills one that is new, and works the truth out.
     *
     * @param title of the question and its case, for the progress
     * @param shares of the topics, from the end, that contenders read
     */
    static FilledCluster fill(
            Cluster cluster, String title, Workload workload, Collection<Double> shares, Progress progress) {
        LongConsumer share = events -> progress.at((double) events / workload.events());
        progress.begin(title + ", events", workload.events() * Fill.EXPECTED_MICROS);
        Fill.fill(cluster.bootstrap(), workload, share);
        progress.begin(title + ", truth", workload.events() * TRUTH_MICROS);
        var reader = new TopicReader(cluster.bootstrap());
        Map<TopicPartition, Long> ends = reader.ends(Fill.TOPICS);
        Set<Slice> slices =
                shares.stream().map(part -> Slice.last(part, ends)).collect(toCollection(LinkedHashSet::new));
        var truths = TruthPass.over(reader, Fill.TOPICS, slices, Sampling.ofRows(workload.mostRows()), share);
        return new FilledCluster(cluster, ends, truths);
    }

    /** The last part of the topics. */
    Slice slice(double share) {
        return Slice.last(share, ends);
    }

    /** For what was made of a slice of one of the shares that it was filled for. */
    Judge judge(Slice slice) {
        return new Judge(new TopicReader(cluster.bootstrap()), truths.get(slice));
    }
}
