// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.Avg;
import dev.penstock.aggregate.Count;
import dev.penstock.aggregate.Distinct;
import dev.penstock.aggregate.First;
import dev.penstock.aggregate.Last;
import dev.penstock.aggregate.Max;
import dev.penstock.aggregate.Min;
import dev.penstock.aggregate.Sum;
import dev.penstock.engine.Groups;
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
            new Column.Aggregated("count", new Count(), Groups.CLICKS),
            new Column.Aggregated("sum", new Sum(X), Groups.CLICKS),
            aggregated("min", new Min(X)),
            aggregated("max", new Max(X)),
            aggregated("avg", new Avg(X)),
            aggregated("first", new First(X)),
            aggregated("last", new Last(X)),
            aggregated("duration", new dev.penstock.aggregate.Duration()),
            aggregated("distinct", new Distinct(X)));

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
