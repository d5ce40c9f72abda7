// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.producer.generator.Generator;

import java.util.Set;

/** Something that fills the topic of app events as fast as it can, with the settings of {@code penstock produce}. */
record ProducerContender(String name, Code code, double expectedMicros) implements Contender {

    /** Whose code it is. */
    enum Code {
        /** Makes up users and their events, and keys these. */
        PENSTOCK,
        /** Kafka's own tool, which draws from ten thousand events that it has read before, and has no keys. */
        KAFKA
    }

    @Override
    public Set<String> sources() {
        return Set.of();
    }

    /** @param job says how many app events to send */
    @Override
    public RunningContender start(Job job) {
        long events = job.events().get(Generator.APP_TOPIC);
        return RunningProducer.start(
                switch (code) {
                    case PENSTOCK -> RunningProducer.penstock(job.bootstrap(), events);
                    case KAFKA -> RunningProducer.kafkasTool(job.bootstrap(), events, job.stateFolder());
                },
                events);
    }
}
