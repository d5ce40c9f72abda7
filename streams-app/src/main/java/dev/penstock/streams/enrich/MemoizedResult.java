// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.bytes.JsonBuffer;

/**
 * What an {@link Enrichment.Memoized} found, with room for what was written of it: the same whenever it is found again. For
 * one thread.
 */
public final class MemoizedResult<V> {

    private final V value;
    private byte[] members;

    MemoizedResult(V value) {
        this.value = value;
    }

    V value() {
        return value;
    }

    /**
     * Members of an object, each behind a comma, as {@code writer} writes them; made once.
     *
     * @param by what found this in the event, and is asked by the writer
     * @param out where they are made, which is then as it was
     */
    public byte[] members(Enrichment.Memoized by, ObjectWriter writer, InputEvent in, JsonBuffer out) {
        if (members == null) {
            by.enter(in);
            int start = out.length();
            writer.writeMembers(in, out, true);
            members = out.cut(start);
        }
        return members;
    }
}
