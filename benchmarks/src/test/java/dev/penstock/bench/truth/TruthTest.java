// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

class TruthTest {

    private static final int EVENTS = 1_000;
    private static final List<String> GROUPS = List.of(
            "user_activity",
            "sales_by_item",
            "login_devices",
            "login_versions",
            "login_locales",
            "login_traffic",
            "login_hours",
            "login_geo");

    /** However the events are dealt out. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 500})
    void shouldBeTheSameAddedUpAsTold(int block) {
        var names = new Truth.Names();
        var whole = new Truth(Sampling.ALL, names);
        List<Truth> parts =
                Stream.generate(() -> new Truth(Sampling.ALL, names)).limit(3).toList();
        for (int i = 0; i < EVENTS; i++) {
            Truth part = parts.get(i / block % parts.size());
            AppEvent event = event(i);
            whole.add(event);
            part.add(event);
            Login login = login(i);
            var tally = LoginTally.of(new byte[] {(byte) i}, login);
            whole.add(login, tally);
            part.add(login, tally);
        }

        var sum = new Truth(Sampling.ALL, names);
        parts.forEach(sum::add);

        assertThat(sum.tally()).isEqualTo(whole.tally());
        assertThat(sum.logins()).isEqualTo(whole.logins());
        for (String group : GROUPS) {
            assertThat(columns(sum, group)).as(group).isNotEmpty().isEqualTo(columns(whole, group));
        }
    }

    private static AppEvent event(int i) {
        String type = List.of("view", "click", "purchase").get(i % 3);
        return new AppEvent("user-" + i % 7, type, "item-" + i % 11, new BigDecimal(i).movePointLeft(2), i * 500L);
    }

    private static Login login(int i) {
        return new Login("user-" + i % 13, "1." + i % 3 + ".0", "device-" + i % 4, "8.8.8." + i % 256, "de", i * 500L);
    }

    private static Map<RowKey, Map<String, Expectation>> columns(Truth truth, String group) {
        return truth.rows(group).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, row -> row.getValue().columns()));
    }
}
