// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.replay;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.producer.input.EventText;
import dev.penstock.producer.input.FieldNames;

/** Says in one line what is wrong with an event, and shows how it begins. */
final class MalformedText {

    private MalformedText() {}

    /** {@code line 3 is malformed: no 'client', the key field; …: {"customer":"ann"}}. */
    static String describe(EventText text, String fault, FieldPath key) {
        return text.place() + " is malformed: " + fault + hint(text.bytes(), fault, key) + ": " + text.shown();
    }

    /** Which field may be meant, where the one that is asked for isn't there. */
    private static String hint(byte[] event, String fault, FieldPath key) {
        if (!fault.equals(noKey(key))) {
            return "";
        }
        var names = new FieldNames();
        names.add(event);
        return Suggestion.hintOrAll(key.toString(), names.all());
    }

    /** The fault of an event that has no such field. */
    static String noKey(FieldPath key) {
        return "it has no field " + Quote.quote(key.toString()) + ", which is to be the record key";
    }
}
