// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** How a protected value stands in an event: as a text that says what it is, and behind that Base64 for URLs. */
enum ProtectedText {
    /** Encrypted for one field of one topic. */
    ENCRYPTED("enc:"),

    /** The same in all topics and fields. */
    PSEUDONYM("psn:");

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String mark;
    private final byte[] quotedMark;

    ProtectedText(String mark) {
        this.mark = mark;
        this.quotedMark = ('"' + mark).getBytes(StandardCharsets.US_ASCII);
    }

    boolean isMarkOf(String text) {
        return text.startsWith(mark);
    }

    /**
     * What the text was made of.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text.substring(mark.length()));
    }

    String text(byte[] bytes) {
        return mark + BASE64.encodeToString(bytes);
    }

    /** With its quotation marks. */
    byte[] json(byte[] bytes) {
        byte[] encoded = BASE64.encode(bytes);
        byte[] json = Arrays.copyOf(quotedMark, quotedMark.length + encoded.length + 1);
        System.arraycopy(encoded, 0, json, quotedMark.length, encoded.length);
        json[json.length - 1] = '"';
        return json;
    }
}
