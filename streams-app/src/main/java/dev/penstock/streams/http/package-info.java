// SPDX-License-Identifier: Apache-2.0
/**
 * Where an instance is asked over HTTP, put together: port, routes, and what they are given to answer from.
 *
 * <p>To add a route, see {@code http.api}.
 */
package dev.penstock.streams.http;
