// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.bytes.BytePattern;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;

/** Whether a slot holds one of some values, found out without making a value of it where that can be. Immutable. */
final class FilterCondition {

    private final int slot;
    private final Set<FieldValue.Scalar> anyOf;
    private final BytePattern[] texts;
    private final boolean takesTrue;
    private final boolean takesFalse;
    private final boolean takesNumbers;

    FilterCondition(int slot, Collection<FieldValue.Scalar> anyOf) {
        this.slot = slot;
        this.anyOf = Set.copyOf(anyOf);
        this.texts = this.anyOf.stream()
                .filter(FieldValue.Text.class::isInstance)
                .map(text -> new BytePattern(text.asText().getBytes(StandardCharsets.UTF_8)))
                .toArray(BytePattern[]::new);
        this.takesTrue = this.anyOf.contains(new FieldValue.Bool(true));
        this.takesFalse = this.anyOf.contains(new FieldValue.Bool(false));
        this.takesNumbers = this.anyOf.stream().anyMatch(FieldValue.Number.class::isInstance);
    }

    boolean holds(Fields fields) {
        return switch (fields.kind(slot)) {
            case TEXT ->
                (fields.isEscaped(slot) ? anyOf.contains(fields.get(slot)) : hasText(fields))
                        || takesNumbers && fields.hasLenientNumbers() && hasNumber(fields);
            case NUMBER -> takesNumbers && hasNumber(fields);
            case TRUE -> takesTrue;
            case FALSE -> takesFalse;
            case ABSENT, NULL, OBJECT, ARRAY -> false;
        };
    }

    private boolean hasText(Fields fields) {
        int start = fields.start(slot);
        int length = fields.end(slot) - start;
        for (BytePattern text : texts) {
            if (text.length() == length && text.isAt(fields.bytes(), start)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasNumber(Fields fields) {
        return fields.numeric(slot) instanceof FieldValue.Number number && anyOf.contains(number);
    }
}
