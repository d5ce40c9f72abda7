// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.engine.Groups;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static dev.penstock.engine.Groups.USER;
import static dev.penstock.engine.Groups.X;
import static dev.penstock.engine.Groups.column;
import static org.assertj.core.api.Assertions.assertThat;

/** The numbers are what versions that are out there wrote into their state: one that changes makes state unreadable. */
class FingerprintTest {

    private static final List<Column.Aggregated> COLUMNS = List.of(
            new Column.Aggregated("count", new Aggregate.Count(), Groups.CLICKS),
            new Column.Aggregated("sum", new Aggregate.Sum(X), Groups.CLICKS),
            aggregated("min", new Aggregate.Min(X)),
            aggregated("max", new Aggregate.Max(X)),
            aggregated("avg", new Aggregate.Avg(X)),
            aggregated("first", new Aggregate.First(X)),
            aggregated("last", new Aggregate.Last(X)),
            aggregated("duration", new Aggregate.Duration()),
            aggregated("distinct", new Aggregate.Distinct(X)));

    @Test
    void shouldStayAsItIsForUpdates() {
        assertThat(fingerprint(Emission.UPDATES)).isEqualTo("f223849e");
    }

    @Test
    void shouldStayAsItIsForFinalRows() {
        assertThat(fingerprint(new Emission.Final(Duration.ofMinutes(1)))).isEqualTo("fc599f5d");
    }

    private static String fingerprint(Emission emission) {
        Duration minute = Duration.ofMinutes(1);
        var group = new FeatureGroup(
                "g", "s", List.of(USER), minute, minute, Duration.ofDays(1), "t", emission, List.copyOf(COLUMNS));
        return Integer.toHexString(Fingerprint.of(group, COLUMNS));
    }

    private static Column.Aggregated aggregated(String name, Aggregate aggregate) {
        return (Column.Aggregated) column(name, aggregate);
    }
}
