// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class OutageLogTest {

    @Test
    void shouldSayOnceThatKafkaIsAwayAndOnceThatItIsBack() {
        var seconds = new ArrayDeque<>(List.of(0, 3, 9, 12, 22, 1, 2, 11));
        var said = new ArrayList<String>();
        var log = new OutageLog(
                () -> Optional.of(Duration.ofSeconds(seconds.poll())),
                line -> said.add("WARN " + line),
                line -> said.add("INFO " + line));

        while (!seconds.isEmpty()) {
            log.look();
        }

        assertThat(said)
                .containsExactly(
                        "WARN no contact with Kafka for 12 s; nothing is lost, processing goes on when it is back",
                        "INFO in contact with Kafka again",
                        "WARN no contact with Kafka for 11 s; nothing is lost, processing goes on when it is back");
    }

    @Test
    void shouldSayNothingBeforeThereWasAHeartbeat() {
        var said = new ArrayList<String>();

        new OutageLog(Optional::empty, said::add, said::add).look();

        assertThat(said).isEmpty();
    }
}
