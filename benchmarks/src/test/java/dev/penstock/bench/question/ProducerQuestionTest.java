// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** With real processes: a broker, and each producer. */
class ProducerQuestionTest {

    private static final int EVENTS = 200_000;

    @Test
    void shouldMeasureBothProducersAndLeaveNothingBehind() {
        List<Case> cases = new ArrayList<>();
        Path folder;
        try (var place = Workplace.open()) {
            folder = place.folder();
            new ProducerQuestion(new Setup(1_000, "256m"), EVENTS, 1).ask(place, new Silence(), cases::add);
            assertThat(folder).isNotEmptyDirectory();
        }

        assertThat(folder).doesNotExist();
        assertThat(cases).hasSize(1);
        assertThat(cases.get(0).rounds())
                .extracting(Round::contender)
                .containsExactly("penstock-produce", "kafka-producer-perf-test");
        assertThat(cases.get(0).rounds()).allSatisfy(round -> {
            assertThat(round.faults()).isEmpty();
            assertThat(round.figures().values())
                    .containsKeys(Figure.EVENTS_PER_SECOND, Figure.CPU_MICROS_PER_EVENT, Figure.KAFKA_BYTES_PER_EVENT);
        });
    }

    private static final class Silence implements Progress {
        @Override
        public void begin(String part, double micros) {}

        @Override
        public void at(double share) {}

        @Override
        public void close() {}
    }
}
