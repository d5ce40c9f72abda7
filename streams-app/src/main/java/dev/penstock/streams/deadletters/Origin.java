// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

/** The place that a record was read from before it was set aside. */
public record Origin(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
