// SPDX-License-Identifier: Apache-2.0
/**
 * What a route is: path, parameters, how they are read, errors, and the OpenAPI document that is made of it.
 *
 * <p>Which routes there are is in {@code http.api}.
 */
package dev.penstock.streams.http.route;
