// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.Map;

/**
 * A schema as a registry knows it.
 *
 * @param type {@code AVRO}, {@code PROTOBUF} or {@code JSON}, as registries spell it
 * @param text in the language of its type
 * @param references the schemas that it names, and those that they name, by the names that they have there; those first
 *     that others name
 */
public record RegisteredSchema(String type, String text, Map<String, RegisteredSchema> references) {}
