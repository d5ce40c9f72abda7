// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.WireFormat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds where some fields of a message stand in its bytes. Of a field that takes one value the last counts, of a
 * {@code oneof} the last field. Safe for use by many threads.
 */
final class MessageLayout {

    /** Greater numbers are looked up in a map. */
    private static final int MOST_DENSE = 1_024;

    private static final int[] NONE = {};

    private final ProtoField[] fields;

    /** For each field the other ones of its {@code oneof}. */
    private final int[][] rivals;

    /** Index and one by number, for small numbers. */
    private final short[] dense;

    private final Map<Integer, Integer> others = new HashMap<>();

    /** @param readers of the fields, in their order */
    MessageLayout(List<FieldDescriptor> descriptors, List<ProtoField> readers) {
        fields = readers.toArray(ProtoField[]::new);
        rivals = descriptors.stream().map(field -> rivals(field, descriptors)).toArray(int[][]::new);
        int most = descriptors.stream()
                .mapToInt(FieldDescriptor::getNumber)
                .filter(number -> number <= MOST_DENSE)
                .max()
                .orElse(0);
        dense = new short[most + 1];
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].number <= most) {
                dense[fields[i].number] = (short) (i + 1);
            } else {
                others.put(fields[i].number, i);
            }
        }
    }

    private static int[] rivals(FieldDescriptor field, List<FieldDescriptor> all) {
        OneofDescriptor oneof = field.getRealContainingOneof();
        return oneof == null
                ? NONE
                : IntStream.range(0, all.size())
                        .filter(i -> all.get(i) != field && all.get(i).getRealContainingOneof() == oneof)
                        .toArray();
    }

    int size() {
        return fields.length;
    }

    ProtoField field(int index) {
        return fields[index];
    }

    /**
     * Passes the message that is next.
     *
     * @return for each field two places, see {@link ProtoField#read}; the second is 0 for a field that isn't there
     */
    int[] scan(ProtoInput in) {
        int[] found = new int[2 * fields.length];
        while (in.at < in.end) {
            int start = in.at;
            int tag = in.readTag();
            int index = index(WireFormat.getTagFieldNumber(tag));
            if (index < 0) {
                in.skip(tag);
            } else {
                take(in, start, tag, index, found);
            }
        }
        return found;
    }

    private void take(ProtoInput in, int start, int tag, int index, int[] found) {
        ProtoField field = fields[index];
        if (!field.takes(WireFormat.getTagWireType(tag))) {
            throw in.wrong("wire type " + WireFormat.getTagWireType(tag) + " of field " + field.number
                    + ", whose type has another one");
        }
        if (!field.isGathered()) {
            found[2 * index] = in.at;
        } else if (found[2 * index + 1] == 0) {
            found[2 * index] = start;
        }
        in.skip(tag);
        found[2 * index + 1] = in.at;
        for (int rival : rivals[index]) {
            found[2 * rival + 1] = 0;
        }
    }

    private int index(int number) {
        if (number < dense.length) {
            return dense[number] - 1;
        }
        return others.isEmpty() ? -1 : others.getOrDefault(number, -1);
    }
}
