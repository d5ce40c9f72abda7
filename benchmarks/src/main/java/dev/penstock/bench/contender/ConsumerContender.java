// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.event.pipeline.reader.PipelineReader;

import java.util.Set;

/** A bare consumer of the app events. */
public record ConsumerContender(String name, int threads, Decoding decoding, double expectedMicros)
        implements Contender {

    @Override
    public RunningContender start(Job job) {
        String yaml = BenchPipeline.yaml("per-event", Set.of(PipelineContender.USER_ACTIVITY), "");
        var pipeline = PipelineReader.read(name, yaml);
        return RunningConsumer.start(job, threads, counter -> decoding.into(counter, pipeline));
    }
}
