// SPDX-License-Identifier: Apache-2.0

/**
 * Reads events that come in Avro: a writer's schema is compiled into steps that pass what nobody reads and put the rest where
 * {@link dev.penstock.event.Fields} find it.
 *
 * <p>Where schemas come from is {@link dev.penstock.event.SchemaRegistry}'s business. Nothing here knows Kafka or HTTP.
 */
package dev.penstock.event.avro;
