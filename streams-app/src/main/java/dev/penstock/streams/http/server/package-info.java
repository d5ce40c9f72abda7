// SPDX-License-Identifier: Apache-2.0
/**
 * The web server around the routes: who is let in, look-ups without a detour, static pages, headers, and what
 * can't even be read.
 *
 * <p>Knows no single route.
 */
package dev.penstock.streams.http.server;
