// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.JsonScanner;

/** Puts members in front of those of an object. */
final class ObjectSplice {

    private ObjectSplice() {}

    /**
     * Ends an object with the members of another.
     *
     * @param object where the other's opening bracket stands; what is behind need not have been checked
     * @param end behind the other
     * @param out ends with the opening bracket of the new one, or with a comma
     */
    static void putRest(byte[] json, int object, int end, JsonBuffer out) {
        int first = Math.min(end, JsonScanner.whitespaceEnd(json, object + 1));
        if (first < end && json[first] == '}' && out.bytes()[out.length() - 1] == ',') {
            out.truncate(out.length() - 1);
        }
        out.put(json, first, end);
    }
}
