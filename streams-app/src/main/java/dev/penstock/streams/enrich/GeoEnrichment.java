// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.FieldValue;
import dev.penstock.streams.geo.GeoLocation;
import dev.penstock.streams.geo.GeoResolver;

import java.util.List;
import java.util.function.Function;

/** Where the address belongs; nothing, where the event has no text for an address. */
final class GeoEnrichment implements Enrichment {

    private static final GeoLocation NOWHERE = new GeoLocation("", "", "");

    private final int slot;
    private final GeoResolver resolver;
    private GeoLocation location = NOWHERE;

    GeoEnrichment(int slot, GeoResolver resolver) {
        this.slot = slot;
        this.resolver = resolver;
    }

    @Override
    public void look(Incoming in) {
        location =
                in.event().fields().get(slot) instanceof FieldValue.Text text ? resolver.resolve(text.text()) : NOWHERE;
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(writer(GeoLocation::region), writer(GeoLocation::country), writer(GeoLocation::city));
    }

    private ValueWriter writer(Function<GeoLocation, String> part) {
        return (in, out) -> {
            String name = part.apply(location);
            if (!name.isEmpty()) {
                out.text(name);
            }
        };
    }
}
