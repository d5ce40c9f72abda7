// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.contender.dsl.BinaryActivity;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

import java.io.IOException;

/** The same bytes that the Kafka Streams DSL's fast application keeps, and a flag. */
final class WindowActivitySerializer extends CompactSerializer<WindowActivity> {

    static final WindowActivitySerializer INSTANCE = new WindowActivitySerializer();

    private static final long serialVersionUID = 1;

    /** What a savepoint knows of it. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<WindowActivity> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public WindowActivity createInstance() {
        return new WindowActivity(new BinaryActivity(), false);
    }

    @Override
    public WindowActivity copy(WindowActivity from) {
        return new WindowActivity(BinaryActivity.fromBytes(from.activity().toBytes()), from.changed());
    }

    @Override
    public void serialize(WindowActivity window, DataOutputView out) throws IOException {
        byte[] bytes = window.activity().toBytes();
        out.writeBoolean(window.changed());
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public WindowActivity deserialize(DataInputView in) throws IOException {
        boolean changed = in.readBoolean();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new WindowActivity(BinaryActivity.fromBytes(bytes), changed);
    }

    @Override
    public TypeSerializerSnapshot<WindowActivity> snapshotConfiguration() {
        return new Snapshot();
    }
}
