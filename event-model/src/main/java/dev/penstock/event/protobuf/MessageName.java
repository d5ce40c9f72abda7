// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.json.Refusal;
import dev.penstock.event.protobuf.schema.ProtoMessages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which message of a file a value is. Clients of Confluent write where its type stands: how many numbers follow, and these,
 * the place of the outermost message in the file, of one in that, and so on; zero alone for the first message. Those of
 * Apicurio write a message with its name, its length in front, and perhaps the numbers behind that.
 */
final class MessageName {

    private static final int MOST_INDEXES = 100;

    /** The tag of the name in Apicurio's message: field 1, a text. */
    private static final int NAME_TAG = 0x0A;

    /** Smaller bytes are no tags: no field has the number 0. */
    private static final int FIRST_TAG = 8;

    private MessageName() {}

    /** Passes what says it, and finds the type. */
    static Descriptor read(ProtoInput in, FileDescriptor file) {
        return readName(in, file).orElseGet(() -> ofIndexes(readIndexes(in), file));
    }

    private static Optional<Descriptor> readName(ProtoInput in, FileDescriptor file) {
        byte[] bytes = in.bytes;
        int start = in.at;
        // Lengths of more than a byte are those of names that nobody has.
        if (in.end - start < 3
                || bytes[start] < 3
                || bytes[start + 1] != NAME_TAG
                || bytes[start + 2] != bytes[start] - 2) {
            return Optional.empty();
        }
        int end = start + 1 + bytes[start];
        if (end > in.end) {
            return Optional.empty();
        }
        var name = new String(bytes, start + 3, end - start - 3, StandardCharsets.UTF_8);
        Optional<Descriptor> found = ProtoMessages.find(name, file);
        if (found.isPresent()) {
            in.at = end;
            if (end < in.end && bytes[end] >= 0 && bytes[end] < FIRST_TAG) {
                readIndexes(in);
            }
        }
        return found;
    }

    private static List<Integer> readIndexes(ProtoInput in) {
        long count = zigZag(in);
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
        return indexes.isEmpty() ? List.of(0) : indexes;
    }

    private static long zigZag(ProtoInput in) {
        long value = in.readVarint();
        return value >>> 1 ^ -(value & 1);
    }

    private static Descriptor ofIndexes(List<Integer> indexes, FileDescriptor file) {
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
