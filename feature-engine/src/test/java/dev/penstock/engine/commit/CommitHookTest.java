// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.commit;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What {@link CommitHook} relies on and Kafka does not promise. What it does on close and revocation takes a broker to see:
 * that is in {@code PageViewsTest}.
 */
class CommitHookTest {

    private static final String KAFKA = "Kafka Streams " + AppInfoParser.getVersion();

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, String> input;
    private TestOutputTopic<String, String> first;
    private TestOutputTopic<String, String> second;

    /** Holds what it gets until the commit. */
    private static final class Holder extends ContextualProcessor<String, String, String, String> {
        private final String name;
        private final List<Record<String, String>> held = new ArrayList<>();

        Holder(String name) {
            this.name = name;
        }

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            context.<CommitHook>getStateStore(name + "-hook").attach(context, () -> {
                held.forEach(record -> context.forward(record, name + "-out"));
                held.clear();
            });
            context.schedule(
                    Duration.ofSeconds(1),
                    PunctuationType.WALL_CLOCK_TIME,
                    now -> context.forward(new Record<>("k", "tick", now), name + "-out"));
        }

        @Override
        public void process(Record<String, String> record) {
            held.add(record);
        }
    }

    /** Both have a child, and neither of them has the other's. */
    @BeforeEach
    void start() {
        var topology = new Topology();
        topology.addSource("in", "in");
        for (String name : List.of("first", "second")) {
            topology.addProcessor(name, () -> new Holder(name), "in")
                    .addStateStore(CommitHook.builder(name + "-hook"), name)
                    .addSink(name + "-out", name, name);
        }
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "commit-hook-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        // What is sent after the transaction was committed would not come out.
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(topology, config);
        input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
        first = driver.createOutputTopic("first", new StringDeserializer(), new StringDeserializer());
        second = driver.createOutputTopic("second", new StringDeserializer(), new StringDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldLetProcessorsForwardBeforeTheirTaskCommits() {
        input.pipeInput("k", "1");
        assertThat(first.readValuesToList())
                .as(
                        "%s no longer calls flushCache of a CachedStateStore before it flushes the producer and commits",
                        KAFKA)
                .containsExactly("1");
        input.pipeInput("k", "2");
        assertThat(first.readValuesToList()).containsExactly("2");
    }

    @Test
    void shouldForwardAsTheProcessorThatIsAttached() {
        input.pipeInput("k", "1");
        assertThat(first.readValuesToList())
                .as("%s no longer forwards to the children of the node that is set as the current one", KAFKA)
                .isEqualTo(second.readValuesToList())
                .containsExactly("1");
    }

    @Test
    void shouldLeaveTheTaskAsItWasBeforeTheCommit() {
        input.pipeInput("k", "1");
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(first.readValuesToList())
                .as("%s finds another current node after a commit than it left", KAFKA)
                .containsExactly("1", "tick");
    }

    @Test
    void shouldHaveNoChangelog() {
        input.pipeInput("k", "1");
        assertThat(driver.producedTopicNames())
                .as("%s writes a changelog for a store that has none", KAFKA)
                .containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void shouldSayThatItDoesNotKnowTheContext() {
        var hook = CommitHook.builder("hook").build();
        var context = new MockProcessorContext<String, String>();
        assertThatThrownBy(() -> hook.attach(context, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        KAFKA + " initialises a processor with a " + MockProcessorContext.class.getName());
    }
}
