// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code query} commands: a small client of a running application's HTTP API, and tables of its answers. {@code Api} asks
 * and tells errors in the words of the server; a command chooses the path and the view.
 *
 * <p>It knows nothing of Kafka.
 */
package dev.penstock.cli.query;
