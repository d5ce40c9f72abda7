// SPDX-License-Identifier: Apache-2.0
/**
 * TLS, tokens and host names: who may ask.
 *
 * <p>Where that is checked is in {@code http.server}.
 */
package dev.penstock.streams.http.security;
