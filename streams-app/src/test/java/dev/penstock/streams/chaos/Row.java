// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

/** Which feature row it is. */
record Row(String key, long windowStart) {}
