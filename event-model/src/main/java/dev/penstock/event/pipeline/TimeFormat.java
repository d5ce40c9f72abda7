// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.pipeline.Source.Unit;

import java.time.ZoneId;
import java.util.Optional;

/**
 * How a time is written.
 *
 * @param zone where the clock stands that wrote times without an offset; empty where each has to have its offset
 */
public record TimeFormat(Unit unit, Optional<ZoneId> zone) {

    /** A format in which each text has to have its offset. */
    public static TimeFormat of(Unit unit) {
        return new TimeFormat(unit, Optional.empty());
    }
}
