// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Numbers;
import dev.penstock.bench.report.Table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures freshness over contenders, rates and settings, each pair of a rate and settings on its own.
 *
 * @param rates events per second, at least 1
 * @param warmUp from the first row until measuring begins
 * @param measured at least a second
 */
record FreshnessSession(
        List<Entrant> entrants, List<Integer> rates, List<Setup> setups, Duration warmUp, Duration measured) {

    private static final Duration START = Duration.ofSeconds(8);

    FreshnessSession {
        require(rates, 1, "a rate is at least 1 event per second");
        require(List.of(warmUp.toSeconds()), 0, "warming up takes 0 seconds or more");
        require(List.of(measured.toSeconds()), 1, "at least 1 second is measured");
    }

    private static void require(List<? extends Number> values, long least, String message) {
        for (Number value : values) {
            if (value.longValue() < least) {
                throw new IllegalArgumentException(message + ", found " + value);
            }
        }
    }

    /** About how long it takes. */
    double expectedMicros() {
        return pointMicros() * entrants.size() * rates.size() * setups.size();
    }

    private double pointMicros() {
        return START.plus(warmUp).plus(measured).toMillis() * 1e3;
    }

    List<FreshnessPoint> measure(Workplace place, Progress progress) {
        List<FreshnessPoint> points = new ArrayList<>();
        try (var broker = Broker.start(place, Broker.HEAP);
                var cluster = new Cluster(broker.bootstrap())) {
            Fill.createTopics(cluster);
            for (Entrant entrant : entrants) {
                for (int rate : rates) {
                    for (Setup setup : setups) {
                        String part = "%s, %d events/s, commit every %d ms";
                        progress.begin(part.formatted(entrant.name(), rate, setup.commitMillis()), pointMicros());
                        var trial = new FreshnessTrial(place, cluster, broker.bootstrap(), setup, entrant, rate);
                        points.add(trial.run(warmUp, measured));
                    }
                }
            }
        }
        return points;
    }

    static Table table(List<FreshnessPoint> points) {
        var table = new Table(
                "contender", "events/s", "commit ms", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "cores", "answer");
        points.forEach(point -> table.row(List.of(
                point.contender(),
                Numbers.text(point.rate()),
                Numbers.text(point.commitMillis()),
                Numbers.text(point.p50()),
                Numbers.text(point.p99()),
                Numbers.text(point.p999()),
                Numbers.text(point.most()),
                Numbers.text(point.cores()),
                point.faults().isEmpty() ? "right" : "WRONG")));
        return table;
    }
}
