// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.Optional;

/** Where the schemas are that records name. Safe for use by many threads. */
@FunctionalInterface
public interface SchemaRegistry {

    /** For pipelines whose events all are JSON. */
    SchemaRegistry NONE = id -> {
        throw new IllegalStateException("no schema registry is known");
    };

    /**
     * Finds a schema. Where the registry can't be asked this waits until it can.
     *
     * @return empty if the registry has none that is named so
     */
    Optional<RegisteredSchema> find(SchemaId id);
}
