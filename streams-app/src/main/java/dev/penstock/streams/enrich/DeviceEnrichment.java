// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.util.List;
import java.util.Optional;

/** The platform of the device type; nothing, where the event has no text for it. */
final class DeviceEnrichment implements Enrichment.OfFew {

    private final FoundByText<Optional<Platform>> platforms;
    private Found<Optional<Platform>> found = new Found<>(Optional.empty());

    DeviceEnrichment(int slot) {
        platforms = new FoundByText<>(slot, text -> Optional.of(Platform.of(text)), Optional.empty());
    }

    @Override
    public Found<Optional<Platform>> find(Incoming in) {
        return platforms.in(in.event().fields());
    }

    @Override
    public void enter(Incoming in) {
        found = find(in);
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of((in, out) -> found.value().ifPresent(platform -> platform.write(out)));
    }
}
