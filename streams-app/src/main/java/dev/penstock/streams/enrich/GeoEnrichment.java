// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.FieldKind;
import dev.penstock.event.Fields;
import dev.penstock.streams.geo.GeoLocation;
import dev.penstock.streams.geo.GeoResolver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where the address belongs; nothing, where the event has no text for an address. */
final class GeoEnrichment implements Enrichment.Memoized {

    /** So many take about a megabyte. A database may know many more. */
    private static final int MOST_KEPT = 4096;

    private final int slot;
    private final GeoResolver resolver;
    private final Map<GeoLocation, MemoizedResult<GeoLocation>> kept = new HashMap<>();
    private final MemoizedResult<GeoLocation> nowhere = new MemoizedResult<>(new GeoLocation("", "", ""));
    private MemoizedResult<GeoLocation> found = nowhere;

    GeoEnrichment(int slot, GeoResolver resolver) {
        this.slot = slot;
        this.resolver = resolver;
    }

    @Override
    public MemoizedResult<GeoLocation> find(InputEvent in) {
        Fields fields = in.event().fields();
        return fields.kind(slot) == FieldKind.TEXT ? kept(locate(fields)) : nowhere;
    }

    @Override
    public void enter(InputEvent in) {
        found = find(in);
    }

    private GeoLocation locate(Fields fields) {
        return fields.isEscaped(slot)
                ? resolver.resolve(fields.text(slot))
                : resolver.resolve(fields.bytes(), fields.start(slot), fields.end(slot));
    }

    private MemoizedResult<GeoLocation> kept(GeoLocation location) {
        MemoizedResult<GeoLocation> known = kept.get(location);
        if (known == null) {
            if (kept.size() == MOST_KEPT) {
                kept.clear();
            }
            known = new MemoizedResult<>(location);
            kept.put(location, known);
        }
        return known;
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(writer(GeoLocation::region), writer(GeoLocation::country), writer(GeoLocation::city));
    }

    private ValueWriter writer(Function<GeoLocation, String> part) {
        return (in, out) -> {
            String name = part.apply(found.value());
            if (!name.isEmpty()) {
                out.text(name);
            }
        };
    }
}
