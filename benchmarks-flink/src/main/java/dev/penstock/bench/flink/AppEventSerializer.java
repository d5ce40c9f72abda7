// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.truth.AppEvent;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.BigDecSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** The event's type as a byte, its amount if it is a purchase. */
final class AppEventSerializer extends CompactSerializer<AppEvent> {

    static final AppEventSerializer INSTANCE = new AppEventSerializer();

    private static final long serialVersionUID = 1;
    private static final List<String> TYPES = List.of("view", "click", "add_to_cart", "purchase");
    private static final int OTHER = -1;

    /** What a savepoint knows of it. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<AppEvent> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public AppEvent createInstance() {
        return new AppEvent("", "", "", BigDecimal.ZERO, 0);
    }

    @Override
    public AppEvent copy(AppEvent from) {
        return from;
    }

    @Override
    public void serialize(AppEvent event, DataOutputView out) throws IOException {
        int type = TYPES.indexOf(event.eventType());
        out.writeByte(type);
        if (type == OTHER) {
            StringValue.writeString(event.eventType(), out);
        }
        StringValue.writeString(event.userId(), out);
        StringValue.writeString(event.itemId(), out);
        out.writeLong(event.timestamp());
        if (event.isPurchase()) {
            BigDecSerializer.INSTANCE.serialize(event.amount(), out);
        }
    }

    @Override
    public AppEvent deserialize(DataInputView in) throws IOException {
        int type = in.readByte();
        String eventType = type == OTHER ? StringValue.readString(in) : TYPES.get(type);
        String userId = StringValue.readString(in);
        String itemId = StringValue.readString(in);
        long timestamp = in.readLong();
        BigDecimal amount = eventType.equals("purchase") ? BigDecSerializer.INSTANCE.deserialize(in) : BigDecimal.ZERO;
        return new AppEvent(userId, eventType, itemId, amount, timestamp);
    }

    @Override
    public TypeSerializerSnapshot<AppEvent> snapshotConfiguration() {
        return new Snapshot();
    }
}
