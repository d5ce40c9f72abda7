// SPDX-License-Identifier: Apache-2.0
/**
 * The producers of stream threads: they send nothing to a topic that is missing, and tell when transactions end.
 *
 * <p>Which topics are missing is found out in {@code watch}; records that travel as one are taken apart in {@code
 * runs}.
 */
package dev.penstock.streams.producer;
