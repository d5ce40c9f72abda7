// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The ways in which a good event is spoilt; every one of them has to end in the dead-letter topic. */
enum Malformation {
    EMPTY(value -> ""),
    CUT_OFF(value -> value.substring(0, value.length() * 2 / 3)),
    TRAILING_TEXT(value -> value + "}"),
    IN_AN_ARRAY(value -> "[" + value + "]"),
    PLAIN_TEXT(value -> "\"" + value.replace("\"", "'") + "\""),
    UNQUOTED_NAME(value -> value.replace("\"user_id\"", "user_id")),
    BROKEN_UTF8(value -> value.replaceFirst("\"(locale|region)\":\"", "$0\u00FF")),
    NO_TIMESTAMP(value -> value.replaceFirst(",\"timestamp\":\\d+", "")),
    TEXT_TIMESTAMP(value -> value.replaceFirst("\"timestamp\":\\d+", "\"timestamp\":\"just now\"")),
    TIMESTAMP_TOO_GREAT(value -> value.replaceFirst("\"timestamp\":\\d+", "$0e9")),
    FAR_FUTURE(value -> value.replace("\"timestamp\":", "\"timestamp\":9")),
    NO_USER(value -> value.replaceFirst("\"user_id\":\"[^\"]*\",", "")),
    NULL_USER(value -> value.replaceFirst("\"user_id\":\"[^\"]*\"", "\"user_id\":null")),
    /** The value stays as it is, the record's key names somebody else. */
    KEY_OF_ANOTHER(UnaryOperator.identity()),
    USER_IN_A_LIST(value -> value.replaceFirst("\"user_id\":(\"[^\"]*\")", "\"user_id\":[$1]"));

    private final UnaryOperator<String> spoil;

    Malformation(UnaryOperator<String> spoil) {
        this.spoil = spoil;
    }

    /** @param good a login, or a view */
    byte[] spoil(byte[] good) {
        // In Latin-1 each byte is one character, so that bytes which are no UTF-8 can be written.
        String text = new String(good, StandardCharsets.ISO_8859_1);
        return spoil.apply(text).getBytes(StandardCharsets.ISO_8859_1);
    }
}
