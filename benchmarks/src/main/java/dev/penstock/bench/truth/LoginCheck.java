// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.penstock.streams.geo.IanaRegions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what was made of the logins, one record of each, with these. */
public final class LoginCheck {

    private static final int MOST_EXAMPLES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** @param found missing where nothing but the login has to be there */
    private record Decoded(byte[] value, Login login, JsonNode found) {}

    private Decoded decoded(byte[] value) {
        return new Decoded(value, Login.read(value), enriched ? read(value) : MissingNode.getInstance());
    }

    private void add(Decoded record) {
        tally = tally.plus(record.value, record.login);
        if (enriched) {
            compare(record.login, record.found);
        }
    }

    Verdict verdict(LoginTally expected) {
        if (tally.events() != expected.events()) {
            report("there are %d logins, expected %d".formatted(tally.events(), expected.events()));
        } else if (tally.fields() != expected.fields()) {
            report("not the same logins");
        } else if (!enriched && tally.values() != expected.values()) {
            report("not the same bytes");
        }
        regions.close();
        return new Verdict(expected.events(), wrong, examples);
    }

    private void compare(Login login, JsonNode found) {
        int hour =
                Instant.ofEpochMilli(login.timestamp()).atOffset(ZoneOffset.UTC).getHour();
        String region = regions.resolve(login.ip()).region();
        // Counted in any case, or what follows would be wrong too.
        boolean next = isNextOfItsSession(found.path("session"));
        boolean right = next
                && found.path("processed").asBoolean(false)
                && found.path("event_hour").asInt(-1) == hour
                && found.path("geo").path("region").asText().equals(region)
                && !found.path("platform").asText().isEmpty()
                && version(found).equals(login.appVersion());
        if (!right) {
            report("wrong: " + found);
        }
    }

    private static String version(JsonNode found) {
        return "%d.%d.%d"
                .formatted(
                        found.path("major").asInt(),
                        found.path("minor").asInt(),
                        found.path("patch").asInt());
    }

    private boolean isNextOfItsSession(JsonNode session) {
        int index = session.path("index").asInt();
        return index == sessions.merge(session.path("id").asText(), 1, Integer::sum);
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(String what) {
        wrong++;
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(what);
        }
    }
}
