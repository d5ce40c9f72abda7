// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;

/** One of the instances; of one that does not answer only the first members and {@code error}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InstanceAnswer(
        @JsonPropertyDescription("Host and port") String instance,

        @JsonPropertyDescription("Whether this is the one that was asked")
        boolean asked,

        boolean reachable,
        @JsonPropertyDescription("Why it is not reachable") String error,

        @JsonPropertyDescription(
                "starting, rebalancing, restoring, topic_missing, registry_missing, model_missing, ready, stopping or"
                        + " failed")
        String status,

        @JsonPropertyDescription("Topics that should be there and are not")
        List<String> missingTopics,

        Boolean live,
        Boolean ready,
        @JsonPropertyDescription("Epoch milliseconds") Long startedAt,
        List<OfThread> threads,
        @JsonPropertyDescription("Partitions that it reads") List<Input> input,
        List<Store> stores) {

    /** A stream thread. */
    public record OfThread(
            String name,

            @JsonPropertyDescription("As Kafka Streams calls it")
            String state,

            @JsonPropertyDescription("How long ago it came round; null if it did not yet")
            Long lastPollMs,

            List<OfTask> active,
            List<OfTask> standby) {}

    /** A task, with the partitions that it reads or whose changelogs it follows. */
    public record OfTask(String task, List<String> partitions) {}

    /** A partition that is read. */
    public record Input(
            String topic,
            int partition,

            @JsonPropertyDescription("Records that are not committed yet; null if not known")
            Long lag) {}

    /** A partition of a state store. */
    public record Store(
            String store,
            int partition,

            @JsonPropertyDescription("active, standby or restoring")
            String role,

            @JsonPropertyDescription("How far restoring is; null if it is not being restored")
            Restoring restoring,

            @JsonPropertyDescription("How many records of its changelog it is behind; null if not known")
            Long lag) {}

    /** How far restoring is. */
    public record Restoring(long done, long of, double share) {}

    public static InstanceAnswer unreachable(String instance, String error) {
        return new InstanceAnswer(instance, false, false, error, null, null, null, null, null, null, null, null);
    }

    /** The same, told by another instance than itself. */
    public InstanceAnswer notAsked() {
        return new InstanceAnswer(
                instance,
                false,
                reachable,
                error,
                status,
                missingTopics,
                live,
                ready,
                startedAt,
                threads,
                input,
                stores);
    }
}
