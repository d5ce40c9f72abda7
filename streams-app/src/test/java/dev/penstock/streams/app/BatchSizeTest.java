// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

class BatchSizeTest {

    private static final int PARTITIONS = 4;

    @Test
    void shouldMakeLargeBatchesMemoizedGroups() {
        assertThat(BatchSize.of(groups(1))).isEqualTo(BatchSize.MOST);
    }

    /** Rows, changelog and deltas of each group, in each partition. */
    @Test
    void shouldLeaveRoomInTheProducerForABatchOfEachPartitionThatFiftyGroupsWriteTo() {
        ConfigDef.ConfigKey memory = ProducerConfig.configDef().configKeys().get(ProducerConfig.BUFFER_MEMORY_CONFIG);

        assertThat((long) BatchSize.of(groups(50)) * 50 * 3 * PARTITIONS).isLessThan((long) memory.defaultValue);
    }

    private static Pipeline groups(int count) {
        String file = """
                sources:
                  clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                """
                + IntStream.range(0, count)
                        .mapToObj(
                                "  clicks_%1$d: {from: clicks, key: user, window: 1m, to: rows-%1$d, columns: {n: {count: events}}}"
                                        ::formatted)
                        .collect(joining("\n"));
        return PipelineReader.read("groups.yaml", file);
    }
}
