// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.truth.AppEvent;
import dev.penstock.bench.truth.AppEventReader;
import dev.penstock.bench.truth.TallyCounter;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** What a bare consumer does with a value: the fields that user activity needs are decoded, or nothing is. */
public enum Decoding {
    NONE,
    /** By Jackson's streaming parser. */
    JACKSON,
    /** By Penstock's decoder, all its checks included. */
    PENSTOCK;

    /**
     * Takes values and counts what it sees in them, on one thread.
     *
     * @param pipeline says what Penstock's decoder has to look for
     */
    public Consumer<byte[]> into(TallyCounter counter, Pipeline pipeline) {
        return switch (this) {
            case NONE -> value -> counter.add();
            case JACKSON -> jackson(counter);
            case PENSTOCK -> penstock(counter, pipeline);
        };
    }

    private static Consumer<byte[]> jackson(TallyCounter counter) {
        var reader = new AppEventReader();
        return value -> {
            AppEvent event = reader.read(value);
            counter.add(event.isPurchase(), event.amount(), event.timestamp());
        };
    }

    private static Consumer<byte[]> penstock(TallyCounter counter, Pipeline pipeline) {
        var decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
        EventBuffer event = decoder.newBuffer();
        int type = decoder.projection().slot(new FieldPath(List.of("event_type")));
        int amount = decoder.projection().slot(new FieldPath(List.of("amount")));
        var purchase = new FieldValue.Text("purchase");
        return value -> {
            if (!decoder.decodeInto(value, event)) {
                throw new IllegalStateException(event.bad().detail());
            }
            boolean isPurchase = event.fields().get(type).equals(purchase);
            BigDecimal paid = isPurchase && event.fields().get(amount) instanceof FieldValue.Number number
                    ? number.value()
                    : BigDecimal.ZERO;
            counter.add(isPurchase, paid, event.timestamp());
        };
    }
}
