// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.delta;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one event after the other as bytes and flat numbers: what combining works on. Allocates nothing for
 * values that are written the usual way: texts without escapes, numbers of few digits. Not thread-safe.
 *
 * <p>To be made anew for each run of events: with G1 a reference that is written into an old object costs a memory fence,
 * since the write barrier has to tell the collector of it, and one that is written into a young object does not (what JEP
 * 522 is about). All else is in {@link Scratch}, for use by one run after the other.
 */
public final class EventFields {

    /**
     * How many events are looked at together, so that what they need of memory is fetched for all of them at a time
     * (group prefetching: Chen, Ailamaki, Gibbons, Mowry, "Improving Hash Join Performance through Prefetching", 2004).
     */
    public static final int BLOCK = 64;

    /** What columns and keys tell apart. */
    public enum Kind {
        /** Missing, or no single value. */
        NONE,
        TEXT,
        NUMBER,
        FALSE,
        TRUE
    }

    /** What was made of fields, by slot. */
    public static final class Scratch {

        private final Decimal[] numbers;

        /** At which {@link #turn} the number was read. */
        private final long[] parsedAt;

        /** The text of a field that is written with escapes, once it was asked for. */
        private final byte[][] unescaped;

        private boolean anyUnescaped;

        /** How many events there were so far. */
        private long turn;

        /** @param slots how many slots the projection of the events has */
        public Scratch(int slots) {
            this.numbers = new Decimal[slots];
            Arrays.setAll(numbers, slot -> new Decimal());
            this.parsedAt = new long[slots];
            this.unescaped = new byte[slots][];
        }
    }

    private final Scratch scratch;
    private Fields fields;
    private int place;

    public EventFields(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * Turns to another event.
     *
     * @param newPlace which one of its block it is, from 0 on
     */
    public void load(Fields newFields, int newPlace) {
        fields = newFields;
        place = newPlace;
        scratch.turn++;
        if (scratch.anyUnescaped) {
            Arrays.fill(scratch.unescaped, null);
            scratch.anyUnescaped = false;
        }
    }

    /** Which one of its block the event is, from 0 on. */
    public int place() {
        return place;
    }

    public Kind kind(int slot) {
        return switch (fields.kind(slot)) {
            case TEXT -> Kind.TEXT;
            case NUMBER ->
                fields.fitsLong(slot) || fields.get(slot) instanceof FieldValue.Number ? Kind.NUMBER : Kind.NONE;
            case TRUE -> Kind.TRUE;
            case FALSE -> Kind.FALSE;
            case ABSENT, NULL, OBJECT, ARRAY -> Kind.NONE;
        };
    }

    /** Whether a key can take the value. */
    public boolean isKeyPart(int slot) {
        return fields.isKeyPart(slot);
    }

    /** Whether a tile can keep the value; true for all but texts that are too long. */
    public boolean isKept(int slot) {
        return !fields.isTooLong(slot);
    }

    /** Whether a column that needs a number takes the value, which is then {@link #number}. */
    public boolean isNumber(int slot) {
        return fields.isNumber(slot);
    }

    /** What holds the text of a value, from {@link #from} to {@link #to}, as a key shows it, UTF-8. */
    public byte[] bytes(int slot) {
        return fields.isEscaped(slot) ? unescaped(slot) : fields.bytes();
    }

    public int from(int slot) {
        return fields.isEscaped(slot) ? 0 : fields.start(slot);
    }

    public int to(int slot) {
        return fields.isEscaped(slot) ? unescaped(slot).length : fields.end(slot);
    }

    private byte[] unescaped(int slot) {
        if (scratch.unescaped[slot] == null) {
            scratch.unescaped[slot] =
                    ((FieldValue.Text) fields.get(slot)).text().getBytes(StandardCharsets.UTF_8);
            scratch.anyUnescaped = true;
        }
        return scratch.unescaped[slot];
    }

    /** The value of a {@link Kind#NUMBER} or of what {@link #isNumber}; stays as it is. */
    public Decimal number(int slot) {
        Decimal number = scratch.numbers[slot];
        if (scratch.parsedAt[slot] != scratch.turn) {
            scratch.parsedAt[slot] = scratch.turn;
            if (fields.fitsLong(slot)) {
                number.set(fields.unscaled(slot), fields.scale(slot));
            } else {
                number.set(((FieldValue.Number) fields.numeric(slot)).value());
            }
        }
        return number;
    }
}
