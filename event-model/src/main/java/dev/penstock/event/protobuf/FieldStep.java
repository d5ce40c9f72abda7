// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

import java.util.Map;

/** What is done with one field of a message in which something is projected. Safe for use by many threads. */
abstract class FieldStep {

    /** Sets what is projected of the value that stands there, see {@link ProtoField#read}. */
    abstract void read(ProtoInput in, int from, int to, FieldsBuffer target, JsonBuffer text);

    /** Sets what is projected of a value that isn't there. */
    abstract void readAbsent(ProtoInput in, FieldsBuffer target, JsonBuffer text);

    /** Reads the value as a whole. */
    static final class Whole extends FieldStep {

        private final ProtoField field;
        private final int index;

        Whole(ProtoField field, int index) {
            this.field = field;
            this.index = index;
        }

        /** What reads the values of the field, if it has one that is no message; null if not. */
        ProtoValue scalar() {
            return field instanceof ProtoField.Scalar scalar ? scalar.value() : null;
        }

        int index() {
            return index;
        }

        @Override
        void read(ProtoInput in, int from, int to, FieldsBuffer target, JsonBuffer text) {
            int start = text.length();
            field.read(in, from, to, text);
            set(target, start);
        }

        @Override
        void readAbsent(ProtoInput in, FieldsBuffer target, JsonBuffer text) {
            int start = text.length();
            if (field.readAbsent(in, text)) {
                set(target, start);
            }
        }

        private void set(FieldsBuffer target, int start) {
            target.setPut(index, start);
            if (field.mayBeUnusable() && target.kind(index) == FieldKind.NULL) {
                target.setUnusableNumber(index);
            }
        }
    }

    /** Reads what is in a message. */
    static final class Inside extends FieldStep {

        private final MessageField field;
        private final ProtoBody inside;
        private final int index;

        /** @param index that of the message; -1 where it is set already */
        Inside(MessageField field, ProtoBody inside, int index) {
            this.field = field;
            this.inside = inside;
            this.index = index;
        }

        @Override
        void read(ProtoInput in, int from, int to, FieldsBuffer target, JsonBuffer text) {
            in.enter();
            set(target, text);
            field.read(in, from, to, inside, target, text);
            in.leave();
        }

        @Override
        void readAbsent(ProtoInput in, FieldsBuffer target, JsonBuffer text) {
            if (field.isAlwaysThere()) {
                set(target, text);
                MessageField.readEmpty(in, inside, target, text);
            }
        }

        private void set(FieldsBuffer target, JsonBuffer text) {
            if (index >= 0) {
                target.set(index, FieldKind.OBJECT, false, text.length(), text.length());
            }
        }
    }

    /** Reads values of a map. */
    static final class OfMap extends FieldStep {

        private final MapField field;
        private final Map<String, FieldStep> read;
        private final int index;

        /**
         * @param read what is done with the values of keys, which are as JSON writes them
         * @param index that of the map; -1 where it is set already
         */
        OfMap(MapField field, Map<String, FieldStep> read, int index) {
            this.field = field;
            this.read = read;
            this.index = index;
        }

        @Override
        void read(ProtoInput in, int from, int to, FieldsBuffer target, JsonBuffer text) {
            in.enter();
            set(target, text);
            field.find(in, from, to, read::containsKey, text).forEach((key, place) -> {
                if (place.to() > 0) {
                    read.get(key).read(in, place.from(), place.to(), target, text);
                } else {
                    read.get(key).readAbsent(in, target, text);
                }
            });
            in.leave();
        }

        @Override
        void readAbsent(ProtoInput in, FieldsBuffer target, JsonBuffer text) {
            set(target, text);
        }

        private void set(FieldsBuffer target, JsonBuffer text) {
            if (index >= 0) {
                target.set(index, FieldKind.OBJECT, false, text.length(), text.length());
            }
        }
    }

    /** One step and another. */
    static final class Both extends FieldStep {

        private final FieldStep first;
        private final FieldStep second;

        Both(FieldStep first, FieldStep second) {
            this.first = first;
            this.second = second;
        }

        @Override
        void read(ProtoInput in, int from, int to, FieldsBuffer target, JsonBuffer text) {
            first.read(in, from, to, target, text);
            second.read(in, from, to, target, text);
        }

        @Override
        void readAbsent(ProtoInput in, FieldsBuffer target, JsonBuffer text) {
            first.readAbsent(in, target, text);
            second.readAbsent(in, target, text);
        }
    }
}
