// SPDX-License-Identifier: Apache-2.0
/**
 * The routes and what they answer. A new route is a new class or method here, and a line in {@code WebApp}.
 *
 * <p>What is measured or read for an answer comes from {@code health} and {@code serving}.
 */
package dev.penstock.streams.http.api;
