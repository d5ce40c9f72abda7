// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.pipeline.FeatureGroup;

/** What the nodes of the topology are called: those that forward and those that they forward to need the same names. */
final class NodeNames {

    private NodeNames() {}

    static String combine(String input) {
        return input + ".combine";
    }

    static String commitHook(String input) {
        return input + ".combine-commit";
    }

    static String deltas(FeatureGroup group) {
        return group.name() + ".deltas";
    }

    static String merge(FeatureGroup group) {
        return group.name() + ".merge";
    }

    static String rows(FeatureGroup group) {
        return group.name() + ".rows";
    }

    static String lateEvents(FeatureGroup group) {
        return group.name() + ".late-events";
    }

    static String lateTiles(FeatureGroup group) {
        return group.name() + ".late-tiles";
    }
}
