// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bench.harness.Json;
import dev.penstock.bench.harness.Waiting;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

/**
 * When nothing is on its way any more: every user asked from every instance has to have the rows that were committed, to
 * the last digit. What is not answered is asked again until it is, or until there is no time left.
 */
final class FinalAnswers {

    private static final int AT_ONCE = 32;
    private static final int MOST_EXAMPLES = 5;
    private static final int ASK_AGAIN_AFTER_MILLIS = 250;

    private final CommittedRows committed;
    private final BiFunction<Integer, String, URI> instances;
    private final HttpAsker asker = new HttpAsker(AT_ONCE);
    private final Collection<String> wrong = new ConcurrentLinkedQueue<>();

    /** @param instances where an instance answers for a path */
    FinalAnswers(CommittedRows committed, BiFunction<Integer, String, URI> instances) {
        this.committed = committed;
        this.instances = instances;
    }

    /** @param outcome why there is no answer yet */
    private record Open(int instance, String user, String outcome) {

        Open with(String newer) {
            return new Open(instance, user, newer);
        }
    }

    /**
     * @param within for how long is asked
     * @return what is wrong with the answers of these instances; the first few faults, and how many there are
     */
    List<String> faults(List<Integer> numbers, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<Open> open = committed.users().stream()
                .flatMap(user -> numbers.stream().map(number -> new Open(number, user, "not asked in time")))
                .toList();
        open = ask(open, deadline);
        while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
            Waiting.millis(ASK_AGAIN_AFTER_MILLIS);
            open = ask(open, deadline);
        }
        List<String> faults =
                new ArrayList<>(wrong.stream().limit(MOST_EXAMPLES).toList());
        if (wrong.size() > MOST_EXAMPLES) {
            faults.add(String.format(Locale.ROOT, "%d wrong answers in the end", wrong.size()));
        }
        faults.addAll(words(open, within));
        return faults;
    }

    /** Which of them have no answer. */
    private List<Open> ask(List<Open> questions, long deadline) {
        var unanswered = new ConcurrentLinkedQueue<Open>();
        List<CompletableFuture<Void>> replies = new ArrayList<>();
        for (Open asked : questions) {
            if (System.nanoTime() - deadline >= 0) {
                unanswered.add(asked);
            } else {
                replies.add(asker.ask(instances.apply(asked.instance, HttpAsker.rows(asked.user)))
                        .thenAccept(reply -> {
                            if (isAnswer(reply)) {
                                check(asked, reply);
                            } else {
                                unanswered.add(asked.with(reply.outcome()));
                            }
                        }));
            }
        }
        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).join();
        return List.copyOf(unanswered);
    }

    private static boolean isAnswer(Reply reply) {
        return reply.answered() || reply.status() == Reply.NOT_FOUND;
    }

    private void check(Open asked, Reply reply) {
        try {
            List<JsonNode> expected = new ArrayList<>();
            for (byte[] row : committed.newest(asked.user)) {
                expected.add(Json.EXACT.readTree(row));
            }
            List<JsonNode> found = new ArrayList<>();
            reply.json().path("rows").forEach(found::add);
            if (!found.equals(expected)) {
                wrong.add(String.format(
                        Locale.ROOT,
                        "%s of instance %d: in the end %s %s, but %s were committed",
                        asked.user,
                        asked.instance,
                        reply.outcome(),
                        found,
                        expected));
            }
        } catch (IOException e) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "%s of instance %d: in the end no JSON: %s",
                    asked.user,
                    asked.instance,
                    e.getMessage()));
        }
    }

    private static List<String> words(List<Open> unanswered, Duration within) {
        Map<String, Long> counts = unanswered.stream()
                .collect(groupingBy(
                        one -> String.format(Locale.ROOT, "instance %d: %s", one.instance, one.outcome),
                        TreeMap::new,
                        counting()));
        return counts.entrySet().stream()
                .map(count -> String.format(
                        Locale.ROOT,
                        "%d users without an answer in the end, %d s long: %s",
                        count.getValue(),
                        within.toSeconds(),
                        count.getKey()))
                .toList();
    }
}
