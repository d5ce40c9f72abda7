// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Looks single users up at a steady rate. Each of its threads asks and waits for the answer, which takes less of the
 * processors that are shared with the instance than a client that hands requests from thread to thread.
 */
final class UserLookups {

    /** Look-ups that find all of them in use wait, and the wait counts. */
    private static final int CONNECTIONS = 64;

    /** Longer than an instance may take. */
    private static final int PATIENCE_MILLIS = 10_000;

    static {
        // How many connections are kept for the next request: without this, five, and all others are closed.
        System.setProperty("http.maxConnections", String.valueOf(CONNECTIONS));
    }

    private final ServedInstances instances;
    private final int instance;
    private final KnownUsers users;
    private final LookupTally tally;

    /**
     * @param instance that is asked, by its number
     * @param users that have rows
     */
    UserLookups(ServedInstances instances, int instance, KnownUsers users, LookupTally tally) {
        this.instances = instances;
        this.instance = instance;
        this.users = users;
        this.tally = tally;
    }

    /** Does some work, and looks users up all the while. */
    <T> T during(int perSecond, Supplier<T> work) {
        return Pacer.during(CONNECTIONS, perSecond, this::ask, work);
    }

    private void ask(long due) {
        Reply reply = ask(instances.uri(instance, HttpAsker.newestRow(users.any())));
        tally.replied(due, System.nanoTime(), reply);
    }

    private static Reply ask(URI uri) {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            int status = connection.getResponseCode();
            try (InputStream body = status < HttpURLConnection.HTTP_BAD_REQUEST
                    ? connection.getInputStream()
                    : connection.getErrorStream()) {
                return new Reply(status, body == null ? new byte[0] : body.readAllBytes());
            }
        } catch (IOException e) {
            return Reply.NO_ANSWER;
        }
    }
}
