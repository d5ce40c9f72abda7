// SPDX-License-Identifier: Apache-2.0
/**
 * What a process that writes stores answers over HTTP: its health, and its figures for Prometheus. The server is the one that
 * {@code streams} has.
 *
 * <p>No rows are asked for here: those are in the stores.
 */
package dev.penstock.store.http;
