// SPDX-License-Identifier: Apache-2.0

/**
 * What formats share whose records name a schema of a registry: which schema a record is of, and how values that are no
 * JSON become fields.
 *
 * <p>Where schemas come from is {@link dev.penstock.event.SchemaRegistry}'s business. Nothing here knows one format.
 */
package dev.penstock.event.registered;
