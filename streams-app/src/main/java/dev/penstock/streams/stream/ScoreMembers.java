// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Score;
import dev.penstock.event.pipeline.Score.OnFailure;
import dev.penstock.streams.json.MemberCopy;
import dev.penstock.streams.score.ScoreResult;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Adds what models say of an event to it, behind all else. For one thread. */
final class ScoreMembers {

    private final List<Score> scores;
    private final Predicate<FieldPath> isSecret;

    /** What is said where a model does not take the text; empty where that makes a dead letter. */
    private final List<byte[]> otherwise;

    private final JsonBuffer out = new JsonBuffer();

    /** @param isSecret whether nobody may be told what a field holds */
    ScoreMembers(EventStream stream, Predicate<FieldPath> isSecret) {
        this.isSecret = isSecret;
        this.scores = stream.scores();
        this.otherwise = scores.stream().map(ScoreMembers::otherwise).toList();
    }

    private static byte[] otherwise(Score score) {
        var json = JsonNodeFactory.instance.objectNode();
        score.otherwise().forEach((name, value) -> {
            if (value instanceof FieldValue.Number number) {
                json.put(name, number.value());
            } else {
                json.put(name, value.asText());
            }
        });
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Why the event is a dead letter; empty if it is none. */
    Optional<BadEvent> refusal(List<Optional<ScoreResult>> results) {
        for (int i = 0; i < results.size(); i++) {
            Score score = scores.get(i);
            if (score.onFailure() != OnFailure.DEFAULT
                    && results.get(i).orElse(null) instanceof ScoreResult.Refused refused) {
                return Optional.of(new BadEvent(
                        Reason.NOT_SCORED,
                        "the model of '" + score.name() + "' does not take the text in '" + score.field() + "'"
                                // A model may repeat the text.
                                + (isSecret.test(score.field()) ? "" : ": " + refused.why())));
            }
        }
        return Optional.empty();
    }

    /** @param json an object without members of these names */
    byte[] add(byte[] json, List<Optional<ScoreResult>> results) {
        int closingBrace = MemberCopy.closingBrace(json);
        boolean hasMembers = MemberCopy.hasMembers(json, closingBrace);
        out.truncate(0);
        out.put(json, 0, closingBrace);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).isPresent()) {
                if (hasMembers) {
                    out.put(',');
                }
                hasMembers = true;
                out.text(scores.get(i).name());
                out.put(':');
                out.put(results.get(i).get() instanceof ScoreResult.Found found ? found.json() : otherwise.get(i));
            }
        }
        out.put(json, closingBrace, json.length);
        return out.toBytes();
    }
}
