// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

/** What an outgoing event is meant to be. */
public enum EventKind {
    /** A good event on time. */
    PLAIN,
    /** A good event whose time lies so far back that its window is closed. */
    LATE,
    /** A value that a pipeline has to refuse. */
    MALFORMED,
    /** A good event on time that was sent before, byte for byte. */
    DUPLICATE
}
