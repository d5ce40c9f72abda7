// SPDX-License-Identifier: Apache-2.0
/**
 * The other instances of the application, asked over HTTP.
 *
 * <p>They are asked for what {@code serving} asks its own stores.
 */
package dev.penstock.streams.http.peer;
