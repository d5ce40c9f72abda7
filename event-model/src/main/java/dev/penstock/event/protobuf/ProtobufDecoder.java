// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.json.Refusal;
import dev.penstock.event.registered.BinaryDecoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the projected fields of the messages of a Protobuf file. In front of a message stands which of the file's it is:
 * how many numbers follow, and these, the place of the outermost message in the file, of one in that, and so on; zero alone
 * for the first message. Safe for use by many threads.
 */
final class ProtobufDecoder extends BinaryDecoder {

    private static final int MOST_INDEXES = 100;
    private static final List<Integer> FIRST = List.of(0);

    private final FileDescriptor file;
    private final Projection projection;
    private final DecodeLimits limits;
    private final boolean asJson;

    /** That of the first message, once there was one; those of most topics are all of it. */
    private volatile Type first;

    private final Map<List<Integer>, Type> types = new ConcurrentHashMap<>();

    /**
     * @param fields finds the projected ones
     * @param whole puts all; null where nobody asks for that
     */
    private record Type(ProtoBody fields, ProtoBody whole) {}

    ProtobufDecoder(FileDescriptor file, Projection projection, DecodeLimits limits, boolean asJson) {
        super(limits, asJson);
        this.file = file;
        this.projection = projection;
        this.limits = limits;
        this.asJson = asJson;
    }

    @Override
    protected void readFields(byte[] value, int start, FieldsBuffer target, JsonBuffer text) {
        var in = new ProtoInput(value, start, limits.maxDepth());
        type(in).fields.read(in, target, text);
    }

    @Override
    protected void readWhole(byte[] value, int start, JsonBuffer out) {
        var in = new ProtoInput(value, start, limits.maxDepth());
        type(in).whole.read(in, null, out);
    }

    /** The type of the message that is next. */
    private Type type(ProtoInput in) {
        long count = zigZag(in);
        if (count == 0) {
            if (first == null) {
                first = compiled(FIRST);
            }
            return first;
        }
        if (count < 0 || count > MOST_INDEXES) {
            throw in.wrong(count + " message indexes");
        }
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            long index = zigZag(in);
            if (index < 0 || index > Integer.MAX_VALUE) {
                throw in.wrong("message index " + index);
            }
            indexes.add((int) index);
        }
        Type known = types.get(indexes);
        if (known == null) {
            known = compiled(indexes);
            types.put(indexes, known);
        }
        return known;
    }

    private static long zigZag(ProtoInput in) {
        long value = in.readVarint();
        return value >>> 1 ^ -(value & 1);
    }

    private Type compiled(List<Integer> indexes) {
        Descriptor message = message(indexes);
        var readers = new ProtoTypes();
        try {
            return new Type(
                    new FieldPlan(readers, projection.size()).message(message, FieldTree.of(projection)),
                    asJson ? readers.body(message) : null);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.UNUSABLE_SCHEMA, e.getMessage());
        }
    }

    private Descriptor message(List<Integer> indexes) {
        List<Descriptor> among = file.getMessageTypes();
        Descriptor message = null;
        for (int index : indexes) {
            if (index >= among.size()) {
                throw new Refusal(Reason.UNUSABLE_SCHEMA, "the schema has no message of index " + indexes);
            }
            message = among.get(index);
            among = message.getNestedTypes();
        }
        return message;
    }
}
