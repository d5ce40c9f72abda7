// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * When nothing is on its way any more: every user asked from every instance has to have the rows that were committed, to
 * the last digit.
 */
final class FinalAnswers {

    private static final int AT_ONCE = 32;
    private static final int MOST_EXAMPLES = 5;
    private static final int RETRIES = 40;
    private static final int RETRY_AFTER_MILLIS = 250;
    private static final int WAIT_SECONDS = 60;

    private final CommittedRows committed;
    private final HttpAsker asker = new HttpAsker(AT_ONCE);
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    FinalAnswers(CommittedRows committed) {
        this.committed = committed;
    }

    /** @return what is wrong with the answers of all these instances; the first few faults, and how many there are */
    List<String> faults(ServedInstances instances, List<Integer> numbers) {
        var turns = new Semaphore(AT_ONCE);
        for (String user : committed.users()) {
            for (int number : numbers) {
                acquire(turns, 1);
                ask(instances.uri(number, HttpAsker.rows(user)), user, turns);
            }
        }
        acquire(turns, AT_ONCE);
        int count = faults.size();
        List<String> examples = new ArrayList<>(faults.subList(0, Math.min(MOST_EXAMPLES, count)));
        if (count > MOST_EXAMPLES) {
            examples.add("%d such answers in the end".formatted(count));
        }
        return examples;
    }

    private void ask(URI uri, String user, Semaphore turns) {
        asker.ask(uri).whenComplete((reply, failure) -> {
            try {
                check(user, reply.status() == Reply.UNAVAILABLE ? again(uri) : reply);
            } finally {
                turns.release();
            }
        });
    }

    private Reply again(URI uri) {
        Reply reply = Reply.NO_ANSWER;
        for (int retry = 0; retry < RETRIES && !reply.answered(); retry++) {
            Pause.millis(RETRY_AFTER_MILLIS);
            reply = asker.askNow(uri);
        }
        return reply;
    }

    private void check(String user, Reply reply) {
        if (!reply.answered()) {
            faults.add("%s: %s in the end".formatted(user, reply.outcome()));
            return;
        }
        try {
            List<JsonNode> expected = new ArrayList<>();
            for (byte[] row : committed.newest(user)) {
                expected.add(Json.EXACT.readTree(row));
            }
            List<JsonNode> found = new ArrayList<>();
            reply.json().path("rows").forEach(found::add);
            if (!found.equals(expected)) {
                faults.add("%s: in the end %s, but %s were committed".formatted(user, found, expected));
            }
        } catch (IOException e) {
            faults.add("%s: in the end no JSON: %s".formatted(user, e.getMessage()));
        }
    }

    private static void acquire(Semaphore turns, int count) {
        try {
            if (!turns.tryAcquire(count, WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchException("answers in the end did not come within %d s".formatted(WAIT_SECONDS));
            }
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
