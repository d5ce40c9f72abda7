// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.FieldValue;

import java.util.List;

/** The platform of the device type; nothing, where the event has no text for it. */
final class DeviceEnrichment implements Enrichment {

    private final int slot;

    DeviceEnrichment(int slot) {
        this.slot = slot;
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(this::writePlatform);
    }

    private void writePlatform(Incoming in, JsonBuffer out) {
        if (in.event().fields().get(slot) instanceof FieldValue.Text text) {
            Platform.of(text.text()).write(out);
        }
    }
}
