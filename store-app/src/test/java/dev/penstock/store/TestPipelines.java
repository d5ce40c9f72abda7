// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.reader.PipelineReader;

/** Small pipelines with stores. */
public final class TestPipelines {

    private TestPipelines() {}

    /** A pipeline with a source {@code s} and these sections. */
    public static Pipeline read(String sections) {
        return PipelineReader.read(
                "test.yaml", "sources: {s: {topic: s, timestamp: {field: at, unit: millis}}}\n" + sections);
    }

    public static Store.Redis redis(Pipeline pipeline) {
        return (Store.Redis) pipeline.stores().get(0);
    }
}
