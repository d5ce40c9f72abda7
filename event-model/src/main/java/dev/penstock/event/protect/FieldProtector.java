// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.Refusal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encrypts fields of events that go to a topic, or puts pseudonyms in their place. Safe for use by many threads. */
public final class FieldProtector {

    private final FieldRewriter rewriter;

    private FieldProtector(FieldRewriter rewriter) {
        this.rewriter = rewriter;
    }

    /** Says what is protected by what. */
    public static final class Builder {

        private final String topic;
        private final Map<FieldPath, FieldRewriter.Change> changes = new LinkedHashMap<>();

        /** @param topic that the events go to */
        public Builder(String topic) {
            this.topic = topic;
        }

        /** Encrypts these fields; the values then are good for this topic and their field alone. */
        public Builder encrypt(List<FieldPath> fields, KeysetFile keys) {
            fields.forEach(field -> {
                byte[] place = place(topic, field);
                changes.put(
                        field,
                        (path, event, slot) -> ProtectedText.ENCRYPTED.json(
                                keys.keyset().encrypt(event.verbatim(slot).orElseThrow(), place)));
            });
            return this;
        }

        /** Puts pseudonyms in the place of these fields; a value then is the same in all topics and fields. */
        public Builder pseudonymise(List<FieldPath> fields, KeysetFile keys) {
            fields.forEach(field -> changes.put(
                    field,
                    (path, event, slot) ->
                            ProtectedText.PSEUDONYM.json(keys.keyset().pseudonym(plain(event, slot)))));
            return this;
        }

        public FieldProtector build(DecodeLimits limits) {
            return new FieldProtector(new FieldRewriter(changes, limits));
        }
    }

    /**
     * The same event with protected fields.
     *
     * @throws Refusal if it is no JSON object, or a field is there twice or in a list
     */
    public byte[] protect(byte[] json) {
        return rewriter.rewrite(json);
    }

    /** The pseudonym of a value by itself, as a text. */
    public static String pseudonym(Fields fields, int slot, KeysetFile keys) {
        return ProtectedText.PSEUDONYM.text(keys.keyset().pseudonym(plain(fields, slot)));
    }

    /** A text can be written in several ways, and is one. */
    private static byte[] plain(Fields fields, int slot) {
        return fields.kind(slot) == FieldKind.TEXT
                ? JsonBuffer.quoted(fields.text(slot))
                : fields.verbatim(slot).orElseThrow();
    }

    /** What an encrypted value is good for. */
    static byte[] place(String topic, FieldPath field) {
        // No topic has a colon.
        return (topic + ":" + field).getBytes(StandardCharsets.UTF_8);
    }
}
