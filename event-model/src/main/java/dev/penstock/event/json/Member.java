// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.bytes.BytePattern;

import java.util.Arrays;

/**
 * A member of a JSON object as some value has written it: its text from behind the bracket or comma in front of it up
 * to its value, and what it means. Text that is the same byte for byte needs no second look: neither at its grammar nor
 * at which field it names.
 *
 * <p>Events of one source mostly have the same fields in the same order, so each member remembers which ones followed
 * it: usually a single comparison finds the next. The guesses of decoders that several threads share are written
 * without any order. That is harmless: a guess is only ever taken after a comparison, and all else is final.
 */
final class Member {

    /** The object that this is a member of. */
    final FieldTree object;

    /** The field; null for one that nobody reads. */
    final FieldTree field;

    final BytePattern text;

    /** Stands in front of the members of the object that the field holds. */
    final Member inside;

    private Member likelyNext;
    private Member elseNext;

    private Member(FieldTree object, FieldTree field, BytePattern text, Member inside) {
        this.object = object;
        this.field = field;
        this.text = text;
        this.inside = inside;
    }

    static Member of(FieldTree object, FieldTree field, byte[] json, int start, int end) {
        var inside = field == null || field.children.isEmpty() ? null : before(field);
        return new Member(object, field, new BytePattern(Arrays.copyOfRange(json, start, end)), inside);
    }

    /** What stands in front of the first member of an object. */
    static Member before(FieldTree object) {
        return new Member(object, null, new BytePattern(new byte[0]), null);
    }

    /** The member at {@code at}, if it is one that followed this one before; null otherwise. */
    Member guessNext(byte[] json, int at) {
        Member guess = likelyNext;
        if (guess != null && guess.text.isAt(json, at)) {
            return guess;
        }
        guess = elseNext;
        return guess != null && guess.text.isAt(json, at) ? guess : null;
    }

    void learnNext(Member next) {
        elseNext = likelyNext;
        likelyNext = next;
    }
}
