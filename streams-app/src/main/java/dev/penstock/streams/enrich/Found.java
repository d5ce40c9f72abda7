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

    /** Members of an object, each behind a comma, as {@code writer} writes them; made once. */
    byte[] members(ObjectWriter writer, Incoming in) {
        if (members == null) {
            var out = new JsonBuffer();
            writer.writeMembers(in, out, true);
            members = out.toBytes();
        }
        return members;
    }
}
