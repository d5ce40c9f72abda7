// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.json.JsonScanner;
import dev.penstock.event.json.JsonSkipper;
import dev.penstock.event.json.Refusal;

import java.util.List;

/** Makes an event of each element of a list: the object around it with the element in the place of the list. */
final class ListElements {

    private static final int MOST_ELEMENTS = 10_000;

    /** What stands around the list is there as often as the list has elements. */
    private static final int MOST_BYTES_PER_BYTE = 16;

    private final FieldPath list;
    private final ObjectMembers.Finder finder;
    private final JsonSkipper skipper;
    private final long mostBytes;

    ListElements(FieldPath list, DecodeLimits limits) {
        this.list = list;
        this.finder = new ObjectMembers.Finder(limits, List.of(list));
        this.skipper = new JsonSkipper(limits.maxDepth());
        this.mostBytes = (long) MOST_BYTES_PER_BYTE * limits.maxBytes();
    }

    /** @throws Refusal if there is something else than a list, or too many elements */
    void split(byte[] json, List<byte[]> events) {
        ObjectMembers members = finder.find(json);
        if (!members.isThere(0)) {
            return;
        }
        if (members.kind(0) != FieldKind.ARRAY) {
            throw members.wrong(0, "a list");
        }
        byte[] bytes = members.json();
        int start = members.start(0);
        int end = members.end(0);
        long sum = 0;
        int i = JsonScanner.whitespaceEnd(bytes, start + 1);
        while (bytes[i] != ']') {
            int behind = skipper.valueEnd(bytes, i, 1);
            byte[] event = new byte[start + behind - i + bytes.length - end];
            System.arraycopy(bytes, 0, event, 0, start);
            System.arraycopy(bytes, i, event, start, behind - i);
            System.arraycopy(bytes, end, event, start + behind - i, bytes.length - end);
            sum += event.length;
            if (events.size() == MOST_ELEMENTS || sum > mostBytes) {
                throw new Refusal(
                        Reason.TOO_LONG,
                        "'" + list + "' has more elements than the " + MOST_ELEMENTS
                                + " that are taken, or they make more" + " than " + mostBytes
                                + " bytes with what is around them");
            }
            events.add(event);
            i = JsonScanner.nextStart(bytes, behind);
        }
    }
}
