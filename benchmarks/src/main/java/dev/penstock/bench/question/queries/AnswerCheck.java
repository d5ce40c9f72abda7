// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bench.question.queries.CommittedRows.Seen;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds answers about a user to the committed rows that had been seen before the question. An active instance has to have
 * them all: what is in the topic of rows is committed together with the store. A standby may be behind, but by no more
 * records than it says: it has missed a version of a row, so it has missed all records of the partition since then.
 * An instance may be ahead, and after a crash what was ahead may be gone; that is no fault as long as it was not committed.
 */
final class AnswerCheck {

    /** The most rows that a question asks for. */
    static final int LIMIT = 3;

    /** How old a standby's knowledge of its lag may be: "within the last seconds". */
    static final long LAG_AGE_MILLIS = 5_000;

    private static final String STANDBY = "standby";

    private final CommittedRows committed;

    AnswerCheck(CommittedRows committed) {
        this.committed = committed;
    }

    /** What to ask for. */
    static String path(String user) {
        return HttpAsker.rows(user) + "?limit=" + LIMIT;
    }

    /**
     * What is wrong with a reply; empty if nothing, or if it is no answer.
     *
     * @param seen before the question was asked, not without rows
     */
    Optional<String> fault(Seen seen, Reply reply) {
        if (reply.status() == Reply.NOT_FOUND) {
            return Optional.of(
                    String.format(Locale.ROOT, "%s: 404, but there are rows of %s", seen.user(), seen.windows()));
        }
        if (!reply.answered()) {
            return Optional.empty();
        }
        try {
            return fault(seen, reply.json());
        } catch (IOException e) {
            return Optional.of(
                    String.format(Locale.ROOT, "%s: an answer that is no JSON: %s", seen.user(), e.getMessage()));
        }
    }

    private Optional<String> fault(Seen seen, JsonNode answer) {
        JsonNode rows = answer.path("rows");
        Map<Long, Long> found = new TreeMap<>();
        for (JsonNode row : rows) {
            if (!row.path("user_id").asText().equals(seen.user())) {
                return Optional.of(String.format(Locale.ROOT, "%s: the row of %s", seen.user(), row.path("user_id")));
            }
            found.put(row.path("window_start").asLong(), row.path("events_1m").asLong());
        }
        long oldest =
                rows.size() < LIMIT ? Long.MIN_VALUE : found.keySet().iterator().next();
        for (Map.Entry<Long, Long> window : seen.windows().tailMap(oldest, true).entrySet()) {
            long events = found.getOrDefault(window.getKey(), 0L);
            if (events < window.getValue() && !isExcused(seen, window.getKey(), events, answer.path("reads"))) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s in the window at %d: %d events, but %d were committed before; read from %s",
                        seen.user(),
                        window.getKey(),
                        events,
                        window.getValue(),
                        answer.path("reads")));
            }
        }
        return Optional.empty();
    }

    /** Whether the answer says of itself that it is that old. */
    private boolean isExcused(Seen seen, long window, long events, JsonNode reads) {
        JsonNode read = reads.path(0);
        if (!read.path("role").asText().equals(STANDBY)) {
            return false;
        }
        int missed = committed.missed(seen.user(), window, events, seen.at() - LAG_AGE_MILLIS);
        return read.path("lag").isNull() || missed <= read.path("lag").asLong();
    }
}
