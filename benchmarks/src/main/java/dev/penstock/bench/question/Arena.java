// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.Truth;

import java.util.Map;

/** Where contenders meet: a broker with the events in it, and the truth about those. */
record Arena(Workplace place, Setup setup, String bootstrap, Cluster cluster, Map<Slice, Truth> truths) {

    TopicReader reader() {
        return new TopicReader(bootstrap);
    }
}
