// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import dev.penstock.streams.topics.TopicWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Which topics of an application are missing. */
public final class TopicMeters implements MeterBinder {

    private final TopicWatch topics;

    public TopicMeters(TopicWatch topics) {
        this.topics = topics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        topics.topics()
                .forEach(topic -> Gauge.builder(
                                "penstock.topic.missing", () -> topics.missing().contains(topic) ? 1 : 0)
                        .description("1 if the topic should be there and is not, 0 if it is")
                        .tag("topic", topic.name())
                        .tag("role", topic.role())
                        .register(registry));
    }
}
