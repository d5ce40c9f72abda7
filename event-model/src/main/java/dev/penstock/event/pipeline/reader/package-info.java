// SPDX-License-Identifier: Apache-2.0
/**
 * Reads a pipeline file as a whole, and checks what concerns several of its parts: names, fields, topics,
 * sessions.
 *
 * <p>Single parts are read in {@code section}, YAML in {@code yaml}.
 */
package dev.penstock.event.pipeline.reader;
