// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.streams.geo.IanaRegions;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what was made of the logins, one record of each, with these. */
public final class LoginCheck {

    private static final int MOST_EXAMPLES = 5;

    private final boolean enriched;
    private final IanaRegions regions = new IanaRegions();

    /** Position of the last event by session. */
    private final Map<String, Integer> sessions = new HashMap<>();

    private final List<String> examples = new ArrayList<>();
    private LoginTally tally = LoginTally.NONE;
    private long wrong;

    /** @param enriched whether the enrichers of the default pipeline were at work; if not, each value is as it was */
    LoginCheck(boolean enriched) {
        this.enriched = enriched;
    }

    /**
     * Checks all that was written to a topic.
     *
     * @throws UncheckedIOException if there is something else than logins in it
     */
    public static Verdict of(TopicReader reader, String topic, boolean enriched, Truth truth) {
        var check = new LoginCheck(enriched);
        reader.read(List.of(topic), record -> check.decoded(record.value()), some -> some.forEach(check::add));
        return check.verdict(truth.logins());
    }

    /** In the order in which they lie in their partition. */
    void add(byte[] value) {
        add(decoded(value));
    }

    /**
     * What can be said of a record alone.
     *
     * @param rightSoFar whether it is what it has to be, its place in its session aside
     */
    private record Decoded(LoginTally tally, JsonNode found, boolean rightSoFar) {}

    private Decoded decoded(byte[] value) {
        JsonNode found = Login.json(value);
        var login = Login.of(found);
        return new Decoded(LoginTally.of(value, login), found, !enriched || isEnriched(login, found));
    }

    private void add(Decoded record) {
        tally = tally.plus(record.tally);
        // Counted in any case, or what follows would be wrong too.
        boolean next = !enriched || isNextOfItsSession(record.found.path("session"));
        if (!next || !record.rightSoFar) {
            report("wrong: " + record.found);
        }
    }

    Verdict verdict(LoginTally expected) {
        if (tally.events() != expected.events()) {
            report(String.format(Locale.ROOT, "there are %d logins, expected %d", tally.events(), expected.events()));
        } else if (tally.fields() != expected.fields()) {
            report("not the same logins");
        } else if (!enriched && tally.values() != expected.values()) {
            report("not the same bytes");
        }
        regions.close();
        return new Verdict(expected.events(), wrong, examples);
    }

    private boolean isEnriched(Login login, JsonNode found) {
        int hour =
                Instant.ofEpochMilli(login.timestamp()).atOffset(ZoneOffset.UTC).getHour();
        return found.path("processed").asBoolean(false)
                && found.path("event_hour").asInt(-1) == hour
                && found.path("geo")
                        .path("region")
                        .asText()
                        .equals(regions.resolve(login.ip()).region())
                && !found.path("platform").asText().isEmpty()
                && version(found).equals(login.appVersion());
    }

    private static String version(JsonNode found) {
        return found.path("major").asInt()
                + "." + found.path("minor").asInt()
                + "." + found.path("patch").asInt();
    }

    private boolean isNextOfItsSession(JsonNode session) {
        int index = session.path("index").asInt();
        return index == sessions.merge(session.path("id").asText(), 1, Integer::sum);
    }

    private void report(String what) {
        wrong++;
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(what);
        }
    }
}
