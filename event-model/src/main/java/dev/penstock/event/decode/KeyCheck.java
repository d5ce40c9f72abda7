// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.field.DemandCheck;
import dev.penstock.event.field.FieldNeeds.Demand;
import dev.penstock.event.field.FieldNeeds.Kind;
import dev.penstock.event.json.JsonKey;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.KeyFormat;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.mistake.Quote;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Whether a record key is what the field that the source is partitioned by says. Safe for use by many threads. */
final class KeyCheck {

    /** So many bytes of a key that is no text are told. */
    private static final int MOST_TOLD = 32;

    private final FieldPath field;
    private final KeyFormat format;
    private final int slot;
    private final DemandCheck demand;
    private final JsonKey json;

    private KeyCheck(FieldPath field, KeyFormat format, Projection projection) {
        this.field = field;
        this.format = format;
        this.slot = projection.slot(field);
        this.demand = new DemandCheck(new Demand(field, Kind.KEY, Filter.ALL), projection);
        this.json = new JsonKey(field);
    }

    /** Empty where there is nothing to look at. */
    static Optional<KeyCheck> of(RecordKey key, Projection projection) {
        return key instanceof RecordKey.OfField of
                ? Optional.of(new KeyCheck(of.field(), of.format(), projection))
                : Optional.empty();
    }

    /** What is wrong with the key field of an event; null where nothing is. */
    BadEvent refusal(Fields fields) {
        if (EventDecoder.isMissing(fields, slot)) {
            return new BadEvent(Reason.KEY_MISSING, "no '" + field + "'");
        }
        Reason fault = demand.fault(fields);
        return fault == null ? null : new BadEvent(fault, DemandCheck.describe("'" + field + "'", fault, fields, slot));
    }

    /** The field's text. */
    String text(Fields fields) {
        return ((FieldValue.Scalar) fields.get(slot)).asText();
    }

    /** @param key null for none */
    boolean matches(Fields fields, byte[] key) {
        if (format == KeyFormat.TEXT) {
            return key != null && isText(fields, key);
        }
        return format == KeyFormat.ANY
                || key != null
                        && read(key)
                                .filter(found -> format == KeyFormat.UUID
                                        ? found.equalsIgnoreCase(text(fields))
                                        : found.equals(text(fields)))
                                .isPresent();
    }

    private boolean isText(Fields fields, byte[] key) {
        return fields.isEscaped(slot)
                ? Arrays.equals(key, fields.text(slot).getBytes(StandardCharsets.UTF_8))
                : Arrays.equals(fields.bytes(), fields.start(slot), fields.end(slot), key, 0, key.length);
    }

    /** The text of the value that a key is made of; empty where it is written in another way. */
    private Optional<String> read(byte[] key) {
        return switch (format) {
            case INT32 ->
                key.length == Integer.BYTES
                        ? Optional.of(String.valueOf(ByteBuffer.wrap(key).getInt()))
                        : Optional.empty();
            case INT64 ->
                key.length == Long.BYTES
                        ? Optional.of(String.valueOf(ByteBuffer.wrap(key).getLong()))
                        : Optional.empty();
            case UUID -> key.length == 2 * Long.BYTES ? Optional.of(uuid(key)) : utf8(key);
            case JSON -> json.read(key);
            case TEXT, ANY -> utf8(key);
        };
    }

    private static String uuid(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        return new java.util.UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    /** Why a key that doesn't match is none. */
    BadEvent mismatch(Fields fields, byte[] key) {
        String as = format == KeyFormat.TEXT ? "" : " as " + format.name().toLowerCase(Locale.ROOT);
        return new BadEvent(
                Reason.KEY_MISMATCH,
                "the record key is " + describe(key) + ", expected the '" + field + "' of the event" + as + ", "
                        + Quote.quote(text(fields)));
    }

    /** What a record key is, in a message. */
    private static String describe(byte[] key) {
        if (key == null) {
            return "missing";
        }
        return utf8(key)
                .filter(text -> text.chars().noneMatch(Character::isISOControl))
                .map(text -> "the text " + Quote.quote(text))
                .orElseGet(() -> key.length + " bytes, 0x"
                        + HexFormat.of().formatHex(key, 0, Math.min(key.length, MOST_TOLD))
                        + (key.length > MOST_TOLD ? "..." : ""));
    }

    private static Optional<String> utf8(byte[] key) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
