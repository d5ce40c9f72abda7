// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

/**
 * The broker can't start or can't go on. The message is one line for the user: what was found, and what was expected.
 */
public final class LocalKafkaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalKafkaException(String message) {
        super(message);
    }

    LocalKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
