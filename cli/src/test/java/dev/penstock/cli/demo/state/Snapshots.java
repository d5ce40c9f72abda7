// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Counts;
import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.cli.demo.state.DemoSnapshot.Flow;
import dev.penstock.cli.demo.state.DemoSnapshot.Newest;
import dev.penstock.cli.demo.state.DemoSnapshot.Subject;
import dev.penstock.cli.demo.state.DemoSnapshot.Watched;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A demo in the middle of it. */
public final class Snapshots {

    private Snapshots() {}

    public static DemoSnapshot busy() {
        return with("user-17", "europe");
    }

    /** @param key of the user who is watched */
    public static DemoSnapshot with(String key, String region) {
        return new DemoSnapshot(
                new Subject("default.yaml", "localhost:41234", "http://127.0.0.1:7080", "features-user-activity"),
                Duration.ofSeconds(72),
                List.of(new Flow("logins", 50.4, 3_600), new Flow("app_events", 949.6, 1_068_400)),
                List.of(
                        new Flow("processed_logins", 50, 3_590),
                        new Flow("shipments", 19, 1_300),
                        new Flow("user_activity", 530, 38_000),
                        new Flow("login_devices", 43, 3_000),
                        new Flow("login_versions", 41, 2_900),
                        new Flow("login_locales", 46, 3_100),
                        new Flow("login_traffic", 26, 1_800),
                        new Flow("login_hours", 26, 1_800),
                        new Flow("login_geo", 40, 2_700),
                        new Flow("sales_by_item", 931, 67_000)),
                new Counts(
                        12, 340, 0, new TreeMap<>(Map.of("not_json", 39L, "broken_utf8", 13L, "key_mismatch", 110L))),
                new DemoInput.Generated(1000, 200, 0.005, 0.0125, 72_000),
                List.of(new Watched("user_activity", "user_id", key, List.of(row(key, 1, 67), row(key, 0, 411)))),
                List.of(
                        newest("login_devices", "device_type", "ios"),
                        newest("login_versions", "app_version", "2.3.0"),
                        newest("login_geo", "geo.region", region)),
                List.of(newest("processed_logins", "geo.region", region), newest("shipments", "status", "pending")));
    }

    static FeatureRow row(String key, int minute, int events) {
        return new FeatureRow(
                key,
                1_700_000_040_000L + minute * 60_000L,
                List.of(
                        new Field("events_1m", String.valueOf(events)),
                        new Field("views_1m", "47"),
                        new Field("clicks_1m", "13"),
                        new Field("purchases_1m", "3"),
                        new Field("ctr_1m", "0.2765"),
                        new Field("total_spend", "158.32"),
                        new Field("items_1m", "47"),
                        new Field("session_duration", "6149")));
    }

    public static Newest newest(String name, String field, String value) {
        return new Newest(
                name,
                List.of(
                        new Field(field, value),
                        new Field("user_id", "74ce3515-e563-4fef-a87f-797165d3c98f"),
                        new Field("event_time", "2026-11-21T07:47:06.000Z"),
                        new Field("processed_at", "2026-11-21T07:47:06.123Z")));
    }
}
