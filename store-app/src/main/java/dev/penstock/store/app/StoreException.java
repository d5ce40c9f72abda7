// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.app;

/** A store does not take rows for now. Nothing of what it was given since its last commit is in it, or all of it is. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** It can't be reached, or did not answer in time. */
        CONNECTION,
        /** It has no room for more. */
        FULL,
        /** It takes no writes, such as a replica. */
        READ_ONLY,
        /** It is starting. */
        LOADING,
        /** It is not the server that has the key. */
        MOVED,
        /** It refuses the user, or the user's commands. */
        DENIED,
        /** Somebody else writes the same partition: this instance has lost it, or will get to know that it has not. */
        FENCED,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
