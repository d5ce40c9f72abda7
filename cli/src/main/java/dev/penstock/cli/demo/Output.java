// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

/** What is known of a stream or feature group from the records that it wrote. Used by one thread at a time. */
interface Output {

    /** Of the stream or feature group. */
    String name();

    /** @param nanos when it came, by {@link System#nanoTime()} */
    void add(byte[] key, byte[] value, long nanos);
}
