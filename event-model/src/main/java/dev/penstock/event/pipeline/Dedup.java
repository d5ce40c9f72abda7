// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.time.Duration;
import java.util.List;

/**
 * By what the events of a source that came before are known: the second one of an id is set aside.
 *
 * @param by the fields that together are the id; at least one
 * @param within how much event time an id is remembered for
 */
public record Dedup(List<FieldPath> by, Duration within) {

    public Dedup {
        by = List.copyOf(by);
    }
}
