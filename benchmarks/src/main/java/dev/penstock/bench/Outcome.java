// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.truth.Tally;

/**
 * What a contender tells of its run, at the end.
 *
 * @param peakResidentBytes of the whole run; {@link ProcessFigures#UNKNOWN} where the system doesn't say
 * @param diskBytes written in the whole run; {@link ProcessFigures#UNKNOWN} where the system doesn't say
 * @param stateBytes size of the state folder at the end
 */
public record Outcome(Stretch stretch, long peakResidentBytes, long diskBytes, long stateBytes, Tally tally) {}
