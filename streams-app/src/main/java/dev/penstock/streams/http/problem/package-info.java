// SPDX-License-Identifier: Apache-2.0
/**
 * Errors as clients get them, problem documents by RFC 9457.
 *
 * <p>Everything that may end a request depends on this; it depends on nothing.
 */
package dev.penstock.streams.http.problem;
