// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.FieldKind;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a schema says of a value, as far as fields go.
 *
 * @param kind what it is as JSON; {@link FieldKind#ABSENT} if it may be this or that, {@link FieldKind#TRUE} for a boolean
 * @param members the fields of an object; asked for late, since types may hold themselves
 * @param others what fields of other names are, or the elements of a list; empty where there are none
 */
public record SchemaShape(FieldKind kind, Supplier<Map<String, SchemaShape>> members, Optional<SchemaShape> others) {

    /** Of which nothing is known. */
    public static final SchemaShape ANY = of(FieldKind.ABSENT);

    /** Of a value that is no object with known fields. */
    public static SchemaShape of(FieldKind kind) {
        return new SchemaShape(kind, Map::of, Optional.empty());
    }

    /** Of an object with these fields and no others. */
    public static SchemaShape object(Supplier<Map<String, SchemaShape>> members) {
        return new SchemaShape(FieldKind.OBJECT, members, Optional.empty());
    }

    /** Of a list of such values. */
    public static SchemaShape list(SchemaShape elements) {
        return new SchemaShape(FieldKind.ARRAY, Map::of, Optional.of(elements));
    }

    /** Of an object whose fields have any names. */
    public static SchemaShape map(SchemaShape values) {
        return new SchemaShape(FieldKind.OBJECT, Map::of, Optional.of(values));
    }

    /** Whether it may be anything. */
    public boolean isAny() {
        return kind == FieldKind.ABSENT;
    }

    /** What the elements are of a list. */
    public SchemaShape element() {
        return others.orElse(ANY);
    }

    /** What the field of this name is; empty if there is none. */
    public Optional<SchemaShape> member(String name) {
        if (kind == FieldKind.ARRAY) {
            return Optional.empty();
        }
        SchemaShape known = members.get().get(name);
        return known == null ? others : Optional.of(known);
    }

    /** The names that are known. */
    public Set<String> names() {
        return members.get().keySet();
    }
}
