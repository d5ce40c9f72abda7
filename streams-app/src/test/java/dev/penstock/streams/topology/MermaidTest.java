// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class MermaidTest {

    @Test
    void shouldDrawTopicsStepsAndStores() {
        var builder = new StreamsBuilder();
        builder.stream("words", Consumed.with(Serdes.String(), Serdes.String()).withName("read"))
                .selectKey((key, value) -> value, Named.as("by-word"))
                .repartition(Repartitioned.<String, String>as("by-word")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.String()))
                .groupByKey(Grouped.as("grouped"))
                .count(Named.as("count"), Materialized.as("counts"))
                .toStream(Named.as("changes"))
                .to("counted", Produced.with(Serdes.String(), Serdes.Long()).withName("write"));

        assertThat(Mermaid.flowchart(builder.build().describe())).isEqualTo("""
                flowchart TB
                  topic1(["by-word-repartition"])
                  topic2(["counted"])
                  topic3(["words"])
                  store4[("counts")]
                  subgraph sub0 ["Sub-topology: 0"]
                    step5["by-word"]
                    step6["by-word-repartition-filter"]
                  end
                  subgraph sub1 ["Sub-topology: 1"]
                    step7["changes"]
                    step8["count"]
                  end
                  step5 --> step6
                  topic1 --> step8
                  step6 --> topic1
                  step7 --> topic2
                  step8 --> step7
                  step8 --- store4
                  topic3 --> step5
                """);
    }

    @Test
    void shouldKeepAwayFromADiagramWhatDoesNotLeadToItsTopics() {
        var topology = new Topology()
                .addSource("a", "in-a")
                .addSource("b", "in-b")
                .addSink("to-x", "x", "a", "b")
                .addSink("to-y", "y", "b");

        String diagram = Mermaid.flowchart(TopologyGraph.of(topology.describe()).leadingTo(Set.of("y")));

        assertThat(diagram).contains("\"in-b\"", "\"y\"").doesNotContain("\"in-a\"", "\"x\"");
    }

    @Test
    void shouldDrawTopicsThatAreFoundWhileItRuns() {
        var topology = new Topology()
                .addSource("any", Pattern.compile("in-\"?.*"))
                .addSink("to-many", (key, value, context) -> "somewhere", "any");

        assertThat(Mermaid.flowchart(topology.describe()))
                .contains("([\"in-#quot;?.*\"])", "([\"chosen by to-many\"])", "topic2 --> topic1");
    }
}
