// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.FieldKind;
import dev.penstock.event.Fields;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.streams.sentiment.Sentiment;
import dev.penstock.streams.sentiment.SentimentScorer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** How a text sounds; nothing, where the event has no text in the field. */
final class SentimentEnrichment implements Enrichment.PerEvent {

    private static final byte[][] LABELS = Stream.of(Sentiment.Label.values())
            .map(label -> JsonBuffer.quoted(label.name().toLowerCase(Locale.ROOT)))
            .toArray(byte[][]::new);

    private final SentimentScorer scorer = new SentimentScorer();
    private final int slot;

    /** Null where there is no text. */
    private Sentiment found;

    SentimentEnrichment(int slot) {
        this.slot = slot;
    }

    @Override
    public void enter(InputEvent in) {
        Fields fields = in.event().fields();
        found = fields.kind(slot) == FieldKind.TEXT ? scorer.score(fields.text(slot)) : null;
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(
                decimal(Sentiment::score, Sentiment.SCORE_DIGITS),
                (in, out) -> {
                    if (found != null) {
                        out.put(LABELS[found.label().ordinal()]);
                    }
                },
                decimal(Sentiment::positive, Sentiment.SHARE_DIGITS),
                decimal(Sentiment::neutral, Sentiment.SHARE_DIGITS),
                decimal(Sentiment::negative, Sentiment.SHARE_DIGITS));
    }

    /** Writes a number from -1 to 1 with up to so many digits behind the point. */
    private ValueWriter decimal(ToIntFunction<Sentiment> unscaled, int digits) {
        return (in, out) -> {
            if (found != null) {
                BigDecimal value =
                        BigDecimal.valueOf(unscaled.applyAsInt(found), digits).stripTrailingZeros();
                out.literal(value.setScale(Math.max(1, value.scale())).toPlainString());
            }
        };
    }
}
