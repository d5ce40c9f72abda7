// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.util.List;
import java.util.Optional;

/** The platform of the device type; nothing, where the event has no text for it. */
final class DeviceEnrichment implements Enrichment.Memoized {

    private final MemoizedByText<Optional<Platform>> platforms;
    private MemoizedResult<Optional<Platform>> found = new MemoizedResult<>(Optional.empty());

    DeviceEnrichment(int slot) {
        platforms = new MemoizedByText<>(slot, text -> Optional.of(Platform.of(text)), Optional.empty());
    }

    @Override
    public MemoizedResult<Optional<Platform>> find(InputEvent in) {
        return platforms.in(in.event().fields());
    }

    @Override
    public void enter(InputEvent in) {
        found = find(in);
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of((in, out) -> found.value().ifPresent(platform -> platform.write(out)));
    }
}
