// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.key;

import dev.penstock.aggregate.Count;
import dev.penstock.engine.Groups;
import dev.penstock.event.FieldValue;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntityKeyTest {

    private static final EntityKey TWO = EntityKey.of(
            Groups.group(List.of(Groups.KIND, Groups.X), Groups.column("c", new Count())), Groups.PROJECTION);

    @Property
    void shouldSplitWhatItJoined(@ForAll String a, @ForAll String b) {
        String key = TWO.read(Groups.event(0, Groups.text(a), Groups.text(b)).fields())
                .orElseThrow();
        assertThat(EntityKey.split(key, 2)).containsExactly(a, b);
    }

    @Example
    void shouldEscapeSeparatorsAndEscapes() {
        assertThat(TWO.read(
                        Groups.event(0, Groups.text("a|b"), Groups.text("\\")).fields()))
                .contains("a\\|b|\\\\");
    }

    @Example
    void shouldHaveNoKeyWhereAFieldIsMissing() {
        assertThat(TWO.read(
                        Groups.event(0, Groups.text("a"), FieldValue.MISSING).fields()))
                .isEmpty();
    }

    @Example
    void shouldRefuseAKeyOfOtherFields() {
        assertThatThrownBy(() -> EntityKey.split("a|b|c", 2)).hasMessageContaining("3 parts, expected 2");
        assertThatThrownBy(() -> EntityKey.split("a|b\\", 2)).hasMessageContaining("escape");
    }
}
