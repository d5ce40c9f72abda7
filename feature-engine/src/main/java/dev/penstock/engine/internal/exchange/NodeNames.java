// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.exchange;

import dev.penstock.event.pipeline.FeatureGroup;

/** What the nodes of the topology are called: those that forward and those that they forward to need the same names. */
public final class NodeNames {

    private NodeNames() {}

    public static String combine(String input) {
        return input + ".combine";
    }

    public static String commitHook(String input) {
        return input + ".combine-commit";
    }

    public static String deltas(FeatureGroup group) {
        return group.name() + ".deltas";
    }

    public static String merge(FeatureGroup group) {
        return group.name() + ".merge";
    }

    public static String rows(FeatureGroup group) {
        return group.name() + ".rows";
    }

    public static String lateEvents(FeatureGroup group) {
        return group.name() + ".late-events";
    }

    public static String lateTiles(FeatureGroup group) {
        return group.name() + ".late-tiles";
    }
}
