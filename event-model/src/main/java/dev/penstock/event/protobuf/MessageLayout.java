// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.WireFormat;

import java.util.Arrays;
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
    private static final int MOST_DENSE = 511;

    private static final int TYPE_BITS = 3;
    private static final int MOST_TYPE = 7;

    private static final int[] NONE = {};

    private final ProtoField[] fields;

    /** For each field the other ones of its {@code oneof}. */
    private final int[][] rivals;

    /** Index and one by tag, for small tags; less than 0 for a tag that its field doesn't take. */
    private final short[] dense;

    private final Map<Integer, Integer> others = new HashMap<>();

    /** @param readers of the fields, in their order */
    MessageLayout(List<FieldDescriptor> descriptors, List<ProtoField> readers) {
        fields = readers.toArray(ProtoField[]::new);
        rivals = descriptors.stream().map(field -> rivals(field, descriptors)).toArray(int[][]::new);
        int most = Arrays.stream(fields)
                .mapToInt(field -> field.number)
                .filter(number -> number <= MOST_DENSE)
                .max()
                .orElse(0);
        dense = new short[tag(most, MOST_TYPE) + 1];
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].number > most) {
                others.put(fields[i].number, i);
                continue;
            }
            for (int type = 0; type <= MOST_TYPE; type++) {
                dense[tag(fields[i].number, type)] = (short) (fields[i].takes(type) ? i + 1 : -1 - i);
            }
        }
    }

    private static int tag(int number, int type) {
        return number << TYPE_BITS | type;
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

    /** Whether another field may take the place of this one. */
    boolean hasRivals(int index) {
        return rivals[index].length > 0;
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
            int index = index(in, tag);
            if (index < 0) {
                in.skip(tag);
            } else {
                take(in, start, tag, index, found);
            }
        }
        return found;
    }

    /**
     * The index of the field of a tag; -1 for one that is not looked for.
     *
     * @throws dev.penstock.event.json.Refusal if its value can't be written so
     */
    int index(ProtoInput in, int tag) {
        int known = tag >= 0 && tag < dense.length
                ? dense[tag]
                : others.isEmpty() ? 0 : other(WireFormat.getTagFieldNumber(tag), WireFormat.getTagWireType(tag));
        if (known < 0) {
            throw in.wrong("wire type " + WireFormat.getTagWireType(tag) + " of field "
                    + WireFormat.getTagFieldNumber(tag) + ", whose type has another one");
        }
        return known - 1;
    }

    private int other(int number, int type) {
        Integer index = others.get(number);
        if (index == null) {
            return 0;
        }
        return fields[index].takes(type) ? index + 1 : -1 - index;
    }

    /** Passes a value and keeps its place in {@code found}, see {@link #scan}. */
    void take(ProtoInput in, int start, int tag, int index, int[] found) {
        ProtoField field = fields[index];
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
}
