// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.json.JsonSkipper;
import dev.penstock.event.json.Refusal;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decrypts fields of events that come from a topic. What it says of an event tells no value. Safe for use by many threads. */
public final class FieldDecryptor {

    private static final byte[] NO_PLACE = {};

    private final FieldRewriter rewriter;
    private final String topic;
    private final KeysetFile keys;
    private final JsonSkipper skipper;

    /** @param topic that the events were encrypted for */
    public FieldDecryptor(String topic, List<FieldPath> fields, KeysetFile keys, DecodeLimits limits) {
        this.topic = topic;
        this.keys = keys;
        this.skipper = new JsonSkipper(limits.maxDepth());
        Map<FieldPath, FieldRewriter.Change> changes = new LinkedHashMap<>();
        fields.forEach(field -> changes.put(field, this::decrypted));
        this.rewriter = new FieldRewriter(changes, limits);
    }

    /**
     * The same event in clear.
     *
     * @throws Refusal if it is no JSON object, or a field can't be decrypted
     */
    public byte[] decrypt(byte[] json) {
        return rewriter.rewrite(json);
    }

    private byte[] decrypted(FieldPath field, Fields fields, int slot) {
        String text = fields.kind(slot) == FieldKind.TEXT ? fields.text(slot) : "";
        for (ProtectedText form : ProtectedText.values()) {
            if (form.isMarkOf(text)) {
                byte[] place = form == ProtectedText.ENCRYPTED ? FieldProtector.place(topic, field) : NO_PLACE;
                return decrypted(field, bytes(field, form, text), place);
            }
        }
        throw new Refusal(Reason.NOT_DECRYPTED, "'" + field + "' is not encrypted");
    }

    private static byte[] bytes(FieldPath field, ProtectedText form, String text) {
        try {
            byte[] bytes = form.bytes(text);
            if (Keyset.namesKey(bytes)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(field);
        }
        throw wrong(field);
    }

    private static Refusal wrong(FieldPath field) {
        return new Refusal(Reason.NOT_DECRYPTED, "'" + field + "' is cut or changed: it names no key");
    }

    private byte[] decrypted(FieldPath field, byte[] encrypted, byte[] place) {
        Keyset keyset = keys.keysetFor(encrypted);
        long id = Keyset.keyId(encrypted);
        if (!keyset.hasKeyOf(encrypted)) {
            throw new Refusal(
                    Reason.KEY_UNKNOWN,
                    "'" + field + "' is encrypted with key " + id + ", which keyset " + keys + " does not have");
        }
        try {
            byte[] json = keyset.decrypt(encrypted, place);
            if (isValue(json)) {
                return json;
            }
        } catch (GeneralSecurityException e) {
            throw new Refusal(
                    Reason.NOT_DECRYPTED,
                    "'" + field + "' can't be decrypted with key " + id
                            + ": it was changed, or encrypted for another topic or field than '" + topic + "' and '"
                            + field + "'");
        }
        throw new Refusal(Reason.NOT_DECRYPTED, "what is encrypted in '" + field + "' is no JSON value");
    }

    /** Whoever has the key may encrypt anything. */
    private boolean isValue(byte[] json) {
        try {
            return json.length > 0 && skipper.valueEnd(json, 0, 1) == json.length;
        } catch (Refusal | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
