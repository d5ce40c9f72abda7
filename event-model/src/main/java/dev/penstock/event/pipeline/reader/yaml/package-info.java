// SPDX-License-Identifier: Apache-2.0
/**
 * YAML with places: the parser, nodes that report what they are not, and plain values.
 *
 * <p>Knows no key of a pipeline file.
 */
package dev.penstock.event.pipeline.reader.yaml;
