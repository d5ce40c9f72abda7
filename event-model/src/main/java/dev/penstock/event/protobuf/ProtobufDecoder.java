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
import dev.penstock.event.protobuf.schema.ProtoMessages;
import dev.penstock.event.registered.BinaryDecoder;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the projected fields of the messages of a Protobuf file. Safe for use by many threads. */
final class ProtobufDecoder extends BinaryDecoder {

    private final FileDescriptor file;
    private final Descriptor meant;
    private final Projection projection;
    private final DecodeLimits limits;
    private final boolean asJson;

    /** That of the first message of the file, once there was one; those of most topics are all of it. */
    private volatile Type first;

    private final Map<Descriptor, Type> types = new ConcurrentHashMap<>();

    /**
     * @param fields finds the projected ones
     * @param whole puts all; null where nobody asks for that
     */
    private record Type(ProtoBody fields, ProtoBody whole) {}

    /**
     * @param message what values are where nothing says it; empty for the first message
     * @throws IllegalArgumentException if there is no such message
     */
    ProtobufDecoder(FileDescriptor file, String message, Projection projection, DecodeLimits limits, boolean asJson) {
        super(limits, asJson);
        this.file = file;
        this.projection = projection;
        this.limits = limits;
        this.asJson = asJson;
        this.meant = ProtoMessages.meant(message, file);
    }

    @Override
    protected void readFields(byte[] value, int start, byte[] indexes, FieldsBuffer target, JsonBuffer text) {
        var in = new ProtoInput(value, start, limits.maxDepth());
        type(in, indexes).fields.read(in, target, text);
    }

    @Override
    protected void readWhole(byte[] value, int start, byte[] indexes, JsonBuffer out) {
        var in = new ProtoInput(value, start, limits.maxDepth());
        type(in, indexes).whole.read(in, null, out);
    }

    /** Passes what says which message it is, if that stands there. */
    private Type type(ProtoInput in, byte[] indexes) {
        if (indexes != null) {
            return type(
                    indexes.length == 0
                            ? meant
                            : MessageName.read(new ProtoInput(indexes, 0, limits.maxDepth()), file));
        } else if (in.at < in.end && in.bytes[in.at] == 0) {
            in.at++;
            if (first == null) {
                first = type(file.getMessageTypes().get(0));
            }
            return first;
        }
        return type(MessageName.read(in, file));
    }

    private Type type(Descriptor message) {
        Type known = types.get(message);
        if (known == null) {
            known = compiled(message);
            types.put(message, known);
        }
        return known;
    }

    private Type compiled(Descriptor message) {
        var readers = new ProtoTypes();
        try {
            return new Type(
                    new FieldPlan(readers, projection.size()).message(message, FieldTree.of(projection)),
                    asJson ? readers.body(message) : null);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.UNUSABLE_SCHEMA, e.getMessage());
        }
    }
}
