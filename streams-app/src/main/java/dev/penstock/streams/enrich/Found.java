// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

/**
 * What an {@link Enrichment.OfFew} found, with room for what was written of it: the same whenever it is found again. For
 * one thread.
 */
final class Found<V> {

    private final V value;
    private byte[] members;

    Found(V value) {
        this.value = value;
    }

    V value() {
        return value;
    }

    /**
     * Members of an object, each behind a comma, as {@code writer} writes them; made once.
     *
     * @param scratch where they are made
     */
    byte[] members(ObjectWriter writer, Incoming in, JsonBuffer scratch) {
        if (members == null) {
            scratch.truncate(0);
            writer.writeMembers(in, scratch, true);
            members = scratch.toBytes();
        }
        return members;
    }
}
