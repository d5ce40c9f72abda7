// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.FieldKind;
import dev.penstock.event.Fields;

import java.util.Arrays;
import java.util.function.Function;

/**
 * What is found in the text of a field, kept by that text, since most events have one of a few. A text may take the place
 * of another one, so it needs no more room however many there are. For one thread.
 */
final class MemoizedByText<V> {

    private static final int PLACES = 256;

    /** Longer ones are rare and would take much room. */
    private static final int LONGEST = 64;

    private final int slot;
    private final Function<String, V> find;
    private final MemoizedResult<V> nothing;
    private final byte[][] texts = new byte[PLACES][];
    private final MemoizedResult<V>[] found;

    /**
     * @param find what is in a text
     * @param nothing what is in an event that has no text in the field
     */
    @SuppressWarnings("unchecked")
    MemoizedByText(int slot, Function<String, V> find, V nothing) {
        this.slot = slot;
        this.find = find;
        this.nothing = new MemoizedResult<>(nothing);
        this.found = (MemoizedResult<V>[]) new MemoizedResult<?>[PLACES];
    }

    MemoizedResult<V> in(Fields fields) {
        if (fields.kind(slot) != FieldKind.TEXT) {
            return nothing;
        }
        int from = fields.start(slot);
        int to = fields.end(slot);
        if (to - from > LONGEST || fields.isEscaped(slot)) {
            return find(fields);
        }
        byte[] bytes = fields.bytes();
        int place = place(bytes, from, to);
        byte[] known = texts[place];
        if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, to)) {
            found[place] = find(fields);
            texts[place] = Arrays.copyOfRange(bytes, from, to);
        }
        return found[place];
    }

    private MemoizedResult<V> find(Fields fields) {
        return new MemoizedResult<>(find.apply(fields.text(slot)));
    }

    private static int place(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
    }
}
