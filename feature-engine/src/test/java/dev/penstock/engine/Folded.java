// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.internal.combine.DeltaReceiver;
import dev.penstock.engine.internal.combine.EventBlock;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.internal.memory.HeapShare;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.ArrayList;
import java.util.List;

/** The first stage for one group, without Kafka. */
public final class Folded implements EventBlock.Outcome<Timed> {

    final Budget budget;
    final List<Timed> late = new ArrayList<>();
    int keyMissing;

    private final EventBlock<Timed> block;

    public Folded(FeatureGroup group) {
        this(group, new Budget(1_000, 1 << 20, HeapShare.oneOf(8)));
    }

    Folded(FeatureGroup group, Budget budget) {
        this.budget = budget;
        this.block = new EventBlock<>(new TimedView(), RandomEvents.PROJECTION, List.of(group), budget, this);
    }

    public void add(List<Timed> events) {
        block.fold(events);
    }

    public void drain(DeltaReceiver receiver) {
        block.drain(0, receiver);
    }

    void dropObjects() {
        block.dropObjects();
    }

    @Override
    public void onAdded(int group) {}

    @Override
    public void onLate(int group, Timed event) {
        late.add(event);
    }

    @Override
    public void onKeyMissing(int group) {
        keyMissing++;
    }
}
