// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks single users up at a steady rate. Each of its threads has a connection, asks, and waits for the answer. */
final class UserLookups {

    /** Look-ups that find all of them in use wait, and the wait counts. */
    private static final int CONNECTIONS = 16;

    private final URI instance;
    private final KnownUsers users;
    private final LookupTally tally;

    /**
     * @param instances of which one is asked
     * @param number of that one
     * @param users that have rows
     */
    UserLookups(ServedInstances instances, int number, KnownUsers users, LookupTally tally) {
        this.instance = instances.uri(number, "/");
        this.users = users;
        this.tally = tally;
    }

    /** Does some work, and looks users up all the while. */
    <T> T during(int perSecond, Supplier<T> work) {
        List<Asker> askers = Stream.generate(Asker::new).limit(CONNECTIONS).toList();
        try {
            return Pacer.during(askers, perSecond, work);
        } finally {
            askers.forEach(Asker::close);
        }
    }

    /** One of those who ask at the same time; connects again after a failure. */
    private final class Asker implements LongConsumer {

        private KeptConnection connection;

        @Override
        public void accept(long due) {
            Reply reply = ask(HttpAsker.newestRow(users.any()));
            tally.replied(due, System.nanoTime(), reply);
        }

        private Reply ask(String path) {
            try {
                if (connection == null) {
                    connection = new KeptConnection(instance);
                }
                return connection.get(path);
            } catch (IOException e) {
                close();
                return Reply.NO_ANSWER;
            }
        }

        void close() {
            if (connection != null) {
                try {
                    connection.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    connection = null;
                }
            }
        }
    }
}
