// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** What every record of a source passes first: counts it, skips it if it has no value, and sorts events from the rest. */
final class Intake extends ContextualFixedKeyProcessor<byte[], EventRecord, EventRecord> {

    private final Arrivals arrivals;
    private final Counter all;
    private final Counter empty;
    private final String events;
    private final String bad;

    /**
     * @param events name of the node that takes events
     * @param bad name of the node that takes what is none
     */
    Intake(Source source, Arrivals arrivals, PipelineMetrics metrics, String events, String bad) {
        this.arrivals = arrivals;
        this.all = metrics.events(source.name());
        this.empty = metrics.empty(source.name());
        this.events = events;
        this.bad = bad;
    }

    @Override
    public void process(FixedKeyRecord<byte[], EventRecord> record) {
        all.increment();
        EventRecord event = record.value();
        if (event.isEvent()) {
            context().forward(record, events);
        } else if (event.isBad()) {
            context().forward(record, bad);
        } else {
            empty.increment();
        }
        arrivals.giveBack(event.arrival());
    }
}
