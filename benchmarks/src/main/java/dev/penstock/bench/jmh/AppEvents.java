// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** App events of about 165 bytes, spelled as the producer does: the amount is there for purchases alone. */
public final class AppEvents {

    private static final String[] TYPES = {"view", "view", "view", "view", "click", "click", "add_to_cart", "purchase"};
    private static final String[] DEVICES = {"ios", "android", "web", "tablet"};
    private static final String[] REGIONS = {"eu", "us", "apac", "latam", "africa"};

    private AppEvents() {}

    /** @param seed the same seed gives the same events */
    public static byte[][] some(int count, long seed) {
        var random = new SplittableRandom(seed);
        var events = new byte[count][];
        for (int i = 0; i < count; i++) {
            events[i] = event(random, 1_700_000_000_000L + 10L * i).getBytes(StandardCharsets.UTF_8);
        }
        return events;
    }

    private static String event(SplittableRandom random, long millis) {
        String type = TYPES[random.nextInt(TYPES.length)];
        String amount = type.equals("purchase")
                ? String.format(Locale.ROOT, ",\"amount\":%.2f", random.nextInt(1, 50_000) / 100.0)
                : "";
        return String.format(
                Locale.ROOT,
                "{\"event_id\":\"%08x\",\"user_id\":\"user-%d\",\"event_type\":\"%s\",\"item_id\":\"i%04d\"%s,"
                        + "\"timestamp\":%d,\"device\":\"%s\",\"region\":\"%s\"}",
                random.nextInt(),
                random.nextInt(10_000),
                type,
                random.nextInt(1_000),
                amount,
                millis,
                DEVICES[random.nextInt(DEVICES.length)],
                REGIONS[random.nextInt(REGIONS.length)]);
    }
}
