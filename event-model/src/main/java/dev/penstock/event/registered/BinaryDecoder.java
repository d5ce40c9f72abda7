// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.Refusal;

/** Reads values that are no JSON, and makes such of them where somebody asks for whole events. */
public abstract class BinaryDecoder implements BodyDecoder {

    /** JSON may be so much longer than what it is made of, or values of a few bytes could fill the memory. */
    private static final int JSON_PER_BYTE = 16;

    private final DecodeLimits limits;
    private final boolean asJson;

    /** @param asJson whether somebody asks for whole events */
    protected BinaryDecoder(DecodeLimits limits, boolean asJson) {
        this.limits = limits;
        this.asJson = asJson;
    }

    /**
     * Puts the projected fields.
     *
     * @throws Refusal if the bytes are no value of the schema
     */
    protected abstract void readFields(byte[] value, int start, byte[] indexes, FieldsBuffer target, JsonBuffer text);

    /**
     * Puts the value as JSON.
     *
     * @throws Refusal if the bytes are no value of the schema
     */
    protected abstract void readWhole(byte[] value, int start, byte[] indexes, JsonBuffer out);

    @Override
    public final BadEvent decodeInto(
            byte[] value, int start, byte[] indexes, FieldsBuffer target, ValueDecoder.Memory memory) {
        target.resetForeign(value);
        if (value.length > limits.maxBytes()) {
            return new BadEvent(Reason.TOO_LONG, value.length + " bytes, at most " + limits.maxBytes() + " are taken");
        }
        try {
            readFields(value, start, indexes, target, target.foreign(JSON_PER_BYTE * limits.maxBytes()));
            target.taken(asJson ? json(value, start, indexes) : null);
            return null;
        } catch (Refusal refusal) {
            return refusal.bad();
        } catch (JsonBuffer.FullException e) {
            return new BadEvent(Reason.TOO_LONG, e.getMessage());
        }
    }

    private byte[] json(byte[] value, int start, byte[] indexes) {
        var text = new JsonBuffer(1024, JSON_PER_BYTE * limits.maxBytes());
        readWhole(value, start, indexes, text);
        return text.toBytes();
    }
}
