// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Watched;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.List;
import java.util.Optional;

/** The rows of a group that is keyed by what its source is partitioned by. */
final class EntityOutput implements Outputs.Output {

    private final FeatureGroup group;
    private final Entities entities;

    /** @param entities shared by the groups of one source */
    EntityOutput(FeatureGroup group, Entities entities) {
        this.group = group;
        this.entities = entities;
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public void add(byte[] key, byte[] value, long nanos) {
        FeatureRow.read(group, key, value).ifPresent(row -> entities.add(name(), row, nanos));
    }

    /** The rows of the entity that is watched, if it has any in this group. */
    Optional<Watched> watched(long nanos) {
        return entities.watch(nanos).flatMap(key -> {
            List<FeatureRow> rows = entities.rows(key, name());
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Watched(name(), group.key().get(0).toString(), key, rows));
        });
    }
}
