// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that a pipeline file declares as one topology, and how such a topology is drawn.
 *
 * <p>Each part is built in {@code source}, {@code stream}, {@code feature} and {@code perevent}.
 */
package dev.penstock.streams.topology;
