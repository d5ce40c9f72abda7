// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.row;

import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Numbers;
import dev.penstock.event.bytes.DecimalBytes;
import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.time.EventTime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads one field of each row in its type. */
final class ValueReader {

    private static final TimeFormat ANY_TIME = TimeFormat.of(Unit.AUTO);

    /** Integers up to this are doubles without loss, and so is ten to the power of {@link #MOST_EXACT_SCALE}. */
    private static final long MOST_EXACT = 1L << 53;

    private static final int MOST_EXACT_SCALE = 18;

    private final Fields values;
    private final int slot;
    private final ColumnType type;

    ValueReader(Fields values, int slot, ColumnType type) {
        this.values = values;
        this.slot = slot;
        this.type = type;
    }

    boolean read(ValueSink sink) {
        FieldKind kind = values.kind(slot);
        if (kind == FieldKind.ABSENT || kind == FieldKind.NULL) {
            sink.nothing();
            return true;
        }
        boolean taken = switch (type.kind()) {
            case TEXT -> text(kind, sink);
            case INTEGER -> integer(sink);
            case DOUBLE -> real(sink);
            case BOOLEAN -> bool(kind, sink);
            case TIMESTAMP -> time(sink);
            case DECIMAL -> decimal(sink);
            case TEXTS, INTEGERS, DOUBLES -> list(kind, sink);
        };
        if (!taken) {
            sink.nothing();
        }
        return taken;
    }

    /** Of what is no text its JSON. */
    private boolean text(FieldKind kind, ValueSink sink) {
        if (kind == FieldKind.TEXT && values.isEscaped(slot)) {
            byte[] utf8 = values.text(slot).getBytes(StandardCharsets.UTF_8);
            sink.text(utf8, 0, utf8.length);
        } else {
            sink.text(values.bytes(), values.start(slot), values.end(slot));
        }
        return true;
    }

    private boolean integer(ValueSink sink) {
        if (values.fitsLong(slot) && values.scale(slot) == 0) {
            sink.integer(values.unscaled(slot));
            return true;
        }
        Optional<BigDecimal> whole = number().filter(
                        number -> number.stripTrailingZeros().scale() <= 0
                                && number.toBigInteger().bitLength() < Long.SIZE);
        whole.ifPresent(number -> sink.integer(number.longValueExact()));
        return whole.isPresent();
    }

    private boolean real(ValueSink sink) {
        if (values.fitsLong(slot)) {
            long unscaled = values.unscaled(slot);
            int scale = values.scale(slot);
            if (Math.abs(unscaled) < MOST_EXACT && scale <= MOST_EXACT_SCALE) {
                sink.real(unscaled / (double) DecimalBytes.powerOfTen(scale));
                return true;
            }
        }
        Optional<BigDecimal> number = number();
        number.ifPresent(value -> sink.real(value.doubleValue()));
        return number.isPresent();
    }

    private boolean bool(FieldKind kind, ValueSink sink) {
        boolean isBoolean = kind == FieldKind.TRUE || kind == FieldKind.FALSE;
        if (isBoolean) {
            sink.bool(kind == FieldKind.TRUE);
        }
        return isBoolean;
    }

    private boolean time(ValueSink sink) {
        long millis = EventTime.parse(values, slot, ANY_TIME);
        if (millis >= 0) {
            sink.time(millis);
        }
        return millis >= 0;
    }

    private boolean decimal(ValueSink sink) {
        Optional<BigDecimal> number = values.fitsLong(slot)
                ? Optional.of(BigDecimal.valueOf(values.unscaled(slot), values.scale(slot)))
                : number();
        Optional<BigDecimal> scaled = number.map(value -> value.setScale(type.scale(), RoundingMode.HALF_EVEN))
                .filter(value -> value.precision() <= type.precision());
        scaled.ifPresent(sink::decimal);
        return scaled.isPresent();
    }

    private boolean list(FieldKind kind, ValueSink sink) {
        Optional<List<?>> elements = kind == FieldKind.ARRAY
                ? ListReader.read(values.bytes(), values.start(slot), values.end(slot), type.kind())
                : Optional.empty();
        elements.ifPresent(list -> sink.list(type.kind(), list));
        return elements.isPresent();
    }

    /** The number that it is, or that is written in it as text. */
    private Optional<BigDecimal> number() {
        FieldValue value = values.get(slot);
        if (value instanceof FieldValue.Text text) {
            value = Numbers.ofText(text);
        }
        return value instanceof FieldValue.Number number ? Optional.of(number.value()) : Optional.empty();
    }
}
