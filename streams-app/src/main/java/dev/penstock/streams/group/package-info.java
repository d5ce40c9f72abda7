// SPDX-License-Identifier: Apache-2.0
/**
 * Who else is a member of the application's group, and whether this instance may join it: one pipeline per
 * application id.
 *
 * <p>Groups as such are asked for by {@code client}.
 */
package dev.penstock.streams.group;
