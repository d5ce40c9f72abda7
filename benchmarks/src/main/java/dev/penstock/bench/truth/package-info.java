// SPDX-License-Identifier: Apache-2.0
/**
 * What is right: rows and tallies worked out event by event from the topics, in maps on the heap, and what contenders wrote
 * compared with them. It shares no code with any contender but the table of IP address regions and the reader of app events.
 *
 * <p>It knows of topics and events, not of contenders.
 */
package dev.penstock.bench.truth;
