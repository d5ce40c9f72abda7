// SPDX-License-Identifier: Apache-2.0
/**
 * What stands in front of everything that reads a source: decoding, the time of events, clocks that are ahead, and
 * what is no event.
 *
 * <p>How values are decoded is in {@code dev.penstock.event.decode}; the letters themselves are made in {@code
 * deadletters}.
 */
package dev.penstock.streams.source;
