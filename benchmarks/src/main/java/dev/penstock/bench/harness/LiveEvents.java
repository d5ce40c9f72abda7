// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.producer.EventSender;
import dev.penstock.producer.EventSource;
import dev.penstock.producer.Generator;
import dev.penstock.producer.GeneratorOptions;
import dev.penstock.producer.Pacing;
import dev.penstock.producer.ProducerSettings;
import dev.penstock.producer.Timeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** App events at a steady rate, each sent when it happens, without an end. */
public final class LiveEvents {

    private static final int USERS = 10_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private LiveEvents() {}

    /**
     * @param start when the first is due
     * @param rate events per second
     * @param through what they pass on their way
     */
    public static EventSender sender(String bootstrap, Instant start, int rate, UnaryOperator<EventSource> through) {
        var options = GeneratorOptions.DEFAULT
                .withUsers(USERS)
                .withSkew(0)
                .withShares(new GeneratorOptions.Shares(0, 0, 0, 0))
                .withTimeline(new Timeline.From(start, rate));
        // An event is due when it happens.
        Pacing pacing = (event, now) ->
                Math.max(0, (event.record().timestamp() - System.currentTimeMillis()) * NANOS_PER_MILLI);
        Map<String, String> settings = new HashMap<>(ProducerSettings.DEFAULTS);
        settings.put("bootstrap.servers", bootstrap);
        return new EventSender(
                through.apply(new Generator(options)), pacing, EventSender.Limit.NONE, settings, failure -> {});
    }
}
