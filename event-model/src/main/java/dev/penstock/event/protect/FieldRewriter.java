// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonResult;
import dev.penstock.event.Projection;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.json.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts other values in the place of some fields of JSON objects, and leaves all else as it is. A field that is missing
 * or null stays so. Safe for use by many threads.
 */
final class FieldRewriter {

    private final JsonDecoder decoder;
    private final List<Place> places = new ArrayList<>();

    /** What stands in the place of a value. */
    @FunctionalInterface
    interface Change {

        /**
         * The new value as JSON.
         *
         * @param slot holds neither nothing nor null
         * @throws Refusal if there is none
         */
        byte[] instead(FieldPath field, Fields fields, int slot);
    }

    /** @param around the slots of the objects that a field lies in */
    private record Place(FieldPath field, int slot, int[] around, Change change) {}

    /** @param changes none of the fields lies inside of another */
    FieldRewriter(Map<FieldPath, Change> changes, DecodeLimits limits) {
        Projection projection = Projection.of(changes.keySet());
        this.decoder = new JsonDecoder(projection, limits);
        changes.forEach((field, change) ->
                places.add(new Place(field, projection.slot(field), FieldTree.wayTo(field, projection), change)));
    }

    /** @throws Refusal if it is no JSON object, a field is there twice or in a list, or a value can't be changed */
    byte[] rewrite(byte[] json) {
        JsonResult result = decoder.decode(json);
        if (result instanceof BadEvent bad) {
            throw new Refusal(bad.reason(), bad.detail());
        }
        Fields fields = (Fields) result;
        List<Place> there = there(fields);
        if (there.isEmpty()) {
            return json;
        }
        byte[] bytes = fields.json();
        var out = new JsonBuffer(bytes.length + bytes.length / 2, Integer.MAX_VALUE);
        int copied = 0;
        for (Place place : there) {
            int quote = fields.kind(place.slot) == FieldKind.TEXT ? 1 : 0;
            out.put(bytes, copied, fields.start(place.slot) - quote);
            out.put(place.change.instead(place.field, fields, place.slot));
            copied = fields.end(place.slot) + quote;
        }
        out.put(bytes, copied, bytes.length);
        return out.toBytes();
    }

    /** In the order in which they stand. */
    private List<Place> there(Fields fields) {
        List<Place> there = new ArrayList<>(places.size());
        for (Place place : places) {
            check(place, fields);
            FieldKind kind = fields.kind(place.slot);
            if (kind != FieldKind.ABSENT && kind != FieldKind.NULL) {
                there.add(place);
            }
        }
        if (there.size() > 1) {
            there.sort((one, other) -> Integer.compare(fields.start(one.slot), fields.start(other.slot)));
        }
        return there;
    }

    private static void check(Place place, Fields fields) {
        if (fields.isTwice(place.slot)) {
            throw new Refusal(Reason.DUPLICATE_FIELD, "'" + place.field + "' is there more than once");
        }
        for (int slot : place.around) {
            if (fields.kind(slot) == FieldKind.ARRAY) {
                throw new Refusal(Reason.WRONG_SHAPE, "'" + place.field + "' is protected, but runs into a list");
            }
        }
    }
}
