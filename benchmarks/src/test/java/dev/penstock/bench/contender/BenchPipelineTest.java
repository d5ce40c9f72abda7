// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class BenchPipelineTest {

    @Test
    void shouldKeepAGroupAndTheSourceThatItReads() {
        Pipeline pipeline = read("per-event", Set.of("user_activity"));

        assertThat(pipeline.sources()).extracting(Source::name).containsExactly("app_events");
        assertThat(pipeline.streams()).isEmpty();
        assertThat(pipeline.features()).extracting(FeatureGroup::to).containsExactly("bench-features-user-activity");
    }

    @Test
    void shouldKeepTheStreamThatAGroupReads() {
        Pipeline pipeline = read("micro-batch", BenchPipeline.groups());

        assertThat(pipeline.engine()).isEqualTo(Pipeline.Engine.MICRO_BATCH);
        assertThat(pipeline.features()).hasSize(8);
        assertThat(pipeline.streams()).extracting(EventStream::name).containsExactly("processed_logins");
        assertThat(pipeline.sources()).extracting(Source::topic).containsExactly("user-login", "app-events");
    }

    @Test
    void shouldKeepAStreamAlone() {
        Pipeline pipeline = read("micro-batch", Set.of("processed_logins"));

        assertThat(pipeline.features()).isEmpty();
        assertThat(pipeline.streams()).extracting(EventStream::to).containsExactly("bench-processed-user-login");
        assertThat(pipeline.sources()).extracting(Source::topic).containsExactly("user-login");
    }

    @Test
    void shouldMakeAsManyGroupsAsAreWantedOfTwoKindsEachWithATopicOfItsOwn() {
        Pipeline pipeline = read("micro-batch", BenchPipeline.copies(50));

        assertThat(pipeline.features()).hasSize(50);
        assertThat(pipeline.features()).extracting(FeatureGroup::to).doesNotHaveDuplicates();
        assertThat(pipeline.features())
                .extracting(group -> BenchPipeline.original(group.name()))
                .containsOnly("user_activity", "sales_by_item");
        assertThat(pipeline.sources()).extracting(Source::name).containsExactly("app_events");
    }

    @Test
    void shouldLeaveNamesAloneThatAreNotThoseOfCopies() {
        assertThat(BenchPipeline.groups())
                .allMatch(group -> BenchPipeline.original(group).equals(group));
    }

    private static Pipeline read(String engine, Set<String> groups) {
        return PipelineReader.read("bench.yaml", BenchPipeline.yaml(engine, groups, "bench-"));
    }
}
