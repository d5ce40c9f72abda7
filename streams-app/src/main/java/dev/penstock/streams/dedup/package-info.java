// SPDX-License-Identifier: Apache-2.0
/**
 * Events of a source that came before, known by their ids: the store of the ids that were seen, and what is set aside for
 * them.
 */
package dev.penstock.streams.dedup;
