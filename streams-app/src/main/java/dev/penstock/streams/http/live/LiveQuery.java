// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.live;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that pages want to know again and again.
 *
 * @param name two questions of the same name are the same, and are asked once for all who want to know
 * @param pause how long to wait at least before it is asked again
 * @param rest how many times as long as it took to wait at least; the more work the answer is, the more
 * @param answer asks; may take its time
 */
public record LiveQuery(String name, Duration pause, int rest, Supplier<byte[]> answer) {}
