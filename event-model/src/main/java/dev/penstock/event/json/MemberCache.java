// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.ValueDecoder;
import dev.penstock.event.bytes.Escapes;

import java.nio.charset.StandardCharsets;

/**
 * The members that were met so far; a fixed number of them, so that names that somebody makes up cost time but no
 * memory. Safe for use by many threads, and best used by one.
 */
public final class MemberCache implements ValueDecoder.Memory {

    private static final int SIZE = 512;

    /** Longer ones are read anew each time. */
    private static final int MAX_BYTES = 256;

    private final Member[] table = new Member[SIZE];
    private final Member first;

    MemberCache(FieldTree root) {
        this.first = Member.before(root);
    }

    /** What stands in front of the first member of a value. */
    Member first() {
        return first;
    }

    /**
     * The member at {@code at} of the object that {@code last} belongs to.
     *
     * @param last the member before it, or what stands in front of the first one
     * @throws Refusal if there is none
     */
    Member next(Member last, FieldTree object, byte[] json, int at) {
        Member guess = last.guessNext(json, at);
        return guess != null ? guess : read(last, object, json, at);
    }

    private Member read(Member last, FieldTree object, byte[] json, int at) {
        int quote = JsonScanner.whitespaceEnd(json, at);
        int nameEnd = JsonSkipper.nameEnd(json, quote);
        boolean escaped = nameEnd < 0;
        int end = JsonSkipper.colonEnd(json, escaped ? ~nameEnd : nameEnd);
        boolean keep = end - at <= MAX_BYTES;
        int index = keep ? hash(json, at, end) & SIZE - 1 : 0;
        Member known = table[index];
        if (known == null || known.object != object || !known.text.isAt(json, at)) {
            String name = escaped
                    ? Escapes.decode(json, quote + 1, ~nameEnd)
                    : new String(json, quote + 1, nameEnd - quote - 1, StandardCharsets.UTF_8);
            known = Member.of(object, object.children.get(name), json, at, end);
            if (keep) {
                table[index] = known;
            }
        }
        if (keep) {
            last.learnNext(known);
        }
        return known;
    }

    private static int hash(byte[] json, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + json[i];
        }
        return hash ^ hash >>> 9;
    }
}
