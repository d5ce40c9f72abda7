// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import java.util.List;

/** Answer of {@code /api/instances}. */
public record InstancesAnswer(String applicationId, List<InstanceAnswer> instances) {}
