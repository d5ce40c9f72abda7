// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.truth.AppEvent;
import dev.penstock.bench.truth.AppEventReader;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.DeserializationSchema;

/** Reads app events with the streaming parser that the Kafka Streams DSL's fast application reads them with. */
final class AppEventSchema extends AbstractDeserializationSchema<AppEvent> {

    private static final long serialVersionUID = 1;

    private transient AppEventReader reader;

    AppEventSchema() {
        super(new AppEventType());
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        reader = new AppEventReader();
    }

    @Override
    public AppEvent deserialize(byte[] value) {
        return reader.read(value);
    }
}
