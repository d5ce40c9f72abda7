// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import org.apache.kafka.streams.state.HostInfo;

import java.util.List;
import java.util.Set;

/**
 * Who has a partition of a feature group.
 *
 * @param active one instance, or none while nobody knows
 */
record PartitionOwners(int partition, List<HostInfo> active, Set<HostInfo> standbys) {}
