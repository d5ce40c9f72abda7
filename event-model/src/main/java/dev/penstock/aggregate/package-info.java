// SPDX-License-Identifier: Apache-2.0
/**
 * The aggregates, each in one class: its name in the pipeline file, what it takes and what it comes to, how it gathers
 * events, and how its state is written, passed, merged and read. {@link dev.penstock.aggregate.Aggregates} lists them; the
 * pipeline reader, the engine, the generated pages and the API ask the class.
 *
 * <p>Here is also what several aggregates share, such as sketches. An aggregate knows one column: nothing here knows of
 * tables of deltas, of whole tiles or of Kafka.
 */
package dev.penstock.aggregate;
