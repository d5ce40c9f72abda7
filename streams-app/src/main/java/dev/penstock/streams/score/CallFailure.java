// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import java.time.Duration;

/** A call that a model did not answer as it should. */
final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final Duration retryAfter;

    /** By which failures are counted. */
    enum Kind {
        /** No connection, or one that broke. */
        CONNECTION,
        TIMEOUT,
        /** Status 429. */
        TOO_MANY_REQUESTS,
        SERVER_ERROR,
        CLIENT_ERROR,
        WRONG_ANSWER;

        /** Whether the same call may be answered a little later. */
        boolean mayPass() {
            return this != CLIENT_ERROR && this != WRONG_ANSWER;
        }
    }

    CallFailure(Kind kind, String message) {
        this(kind, message, Duration.ZERO);
    }

    /** @param retryAfter what the model asks to wait before the next call */
    CallFailure(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    Kind kind() {
        return kind;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
