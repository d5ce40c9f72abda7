// SPDX-License-Identifier: Apache-2.0
/**
 * What open pages want to know again and again, asked once for all of them and sent as events.
 *
 * <p>What can be asked is in {@code http.api}.
 */
package dev.penstock.streams.http.live;
