// SPDX-License-Identifier: Apache-2.0
/**
 * Interactive queries: finds which instance has a key's partition, reads this instance's stores, and puts the
 * parts together.
 *
 * <p>Nothing here knows of HTTP but the problems that end a request; other instances are asked by {@code
 * http.peer}.
 */
package dev.penstock.streams.serving;
