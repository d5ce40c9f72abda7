// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import org.apache.kafka.streams.StreamsBuilder;

/** Everything that a pipeline file declares, as one topology. */
public final class PipelineTopology {

    private PipelineTopology() {}

    /** Adds all sources, streams and feature groups of a pipeline. */
    public static void addTo(StreamsBuilder builder, Pipeline pipeline, TopologyParts parts) {
        for (Source source : pipeline.sources()) {
            var decoder = new EventDecoder(pipeline, source, parts.limits());
            SourceTopology.addTo(builder, source, decoder, parts.clock());
        }
    }
}
