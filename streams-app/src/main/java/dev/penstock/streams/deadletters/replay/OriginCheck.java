// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.deadletters.Origin;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Knows whether the places that letters came from are still there. */
final class OriginCheck {

    private final KafkaAdmin admin;
    private final Map<String, Integer> partitions = new HashMap<>();

    OriginCheck(KafkaAdmin admin) {
        this.admin = admin;
    }

    /** Why nothing can be sent there; empty if something can. */
    String obstacle(Origin origin) {
        int there = partitions.computeIfAbsent(origin.topic(), this::count);
        if (there == 0) {
            return String.format(
                    Locale.ROOT,
                    "it came from %s, and there is no such topic at %s",
                    Quote.plain(origin.topic()),
                    admin.servers());
        }
        return origin.partition() < there
                ? ""
                : String.format(
                        Locale.ROOT,
                        "it came from partition %d of %s, which has %d now",
                        origin.partition(),
                        origin.topic(),
                        there);
    }

    private int count(String topic) {
        return admin.partitions(List.of(topic)).getOrDefault(topic, 0);
    }
}
