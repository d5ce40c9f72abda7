// SPDX-License-Identifier: Apache-2.0

/** Writes events that are JSON in other formats, by a schema: what {@link dev.penstock.event.registered} reads. */
package dev.penstock.event.encode;
