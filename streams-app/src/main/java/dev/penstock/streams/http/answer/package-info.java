// SPDX-License-Identifier: Apache-2.0
/**
 * The records that answers are written from. Their names and components are the JSON that clients get, and the
 * OpenAPI document.
 *
 * <p>Records alone, without logic.
 */
package dev.penstock.streams.http.answer;
