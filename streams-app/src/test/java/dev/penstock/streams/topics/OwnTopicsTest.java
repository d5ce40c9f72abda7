// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OwnTopicsTest {

    private static final String LATEST = "message.timestamp.after.max.ms";

    private static boolean haveBounds(Map<String, Map<String, String>> configs) {
        var source = new WatchedTopic("clicks", "source", false);
        var changelog = new WatchedTopic("app-clicks-changelog", WatchedTopic.CHANGELOG, true);
        return OwnTopics.haveBounds(List.of(source, changelog), names -> {
            assertThat(names).containsExactly("app-clicks-changelog");
            return configs;
        });
    }

    /** As a build made them that had no bounds of its own: the group was made with that, too. */
    @Test
    void shouldTellTopicsThatHaveTheBoundsOfTheBroker() {
        assertThat(haveBounds(Map.of("app-clicks-changelog", Map.of(LATEST, "3600000"))))
                .isFalse();
    }

    @Test
    void shouldTellTopicsThatTakeAllTimesAndSuchAsAreYetToBeMade() {
        assertThat(haveBounds(Map.of("app-clicks-changelog", Map.of(LATEST, "9223372036854775807"))))
                .isTrue();
        assertThat(haveBounds(Map.of())).isTrue();
    }
}
