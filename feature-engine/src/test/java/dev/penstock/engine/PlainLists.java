// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.CountBy;
import dev.penstock.aggregate.LastN;
import dev.penstock.event.FieldValue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Values that are lists or objects, from all that was gathered, with plain objects. */
final class PlainLists {

    private static final int LONGEST = 128;

    private PlainLists() {}

    /** Whether the aggregate comes to a list or an object, which is then written. */
    static boolean write(Aggregate aggregate, List<PlainValues.Input> inputs, JsonGenerator json) throws IOException {
        List<PlainValues.Input> present = inputs.stream()
                .filter(input -> input.value() instanceof FieldValue.Scalar)
                .toList();
        if (aggregate instanceof LastN last) {
            json.writeStartArray();
            for (PlainValues.Input input : present.stream()
                    .sorted(PlainValues.BY_TIME.reversed())
                    .limit(last.n().longValueExact())
                    .toList()) {
                PlainRows.write(input.value(), json);
            }
            json.writeEndArray();
        } else if (aggregate instanceof CountBy) {
            writeCounts(present, json);
        } else {
            return false;
        }
        return true;
    }

    /** Of fewer than a hundred values. */
    private static void writeCounts(List<PlainValues.Input> present, JsonGenerator json) throws IOException {
        Map<String, Long> counts =
                new TreeMap<>((one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)));
        for (PlainValues.Input input : present) {
            String text = input.value() instanceof FieldValue.Number number
                    ? PlainRows.digits(number.value().stripTrailingZeros())
                    : ((FieldValue.Scalar) input.value()).asText();
            counts.merge(text.getBytes(UTF_8).length > LONGEST ? "other" : text, 1L, Long::sum);
        }
        Long other = counts.remove("other");
        json.writeStartObject();
        for (Map.Entry<String, Long> count : counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        if (other != null) {
            json.writeNumberField("other", other);
        }
        json.writeEndObject();
    }
}
