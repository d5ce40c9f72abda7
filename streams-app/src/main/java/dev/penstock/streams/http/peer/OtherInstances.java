// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.peer;

import dev.penstock.streams.serving.Deadline;
import dev.penstock.streams.serving.FanOut;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The other instances of the application, as of the last assignment that this one has heard of. */
public final class OtherInstances {

    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final HostInfo self;
    private final KafkaStreams streams;
    private final Peers peers;
    private final FanOut fanOut;

    public OtherInstances(HostInfo self, KafkaStreams streams, Peers peers, FanOut fanOut) {
        this.self = self;
        this.streams = streams;
        this.peers = peers;
        this.fanOut = fanOut;
    }

    /** Host and port of this instance. */
    public String self() {
        return Peers.name(self);
    }

    /** Asks all of them at the same time; answers in the order of their names. */
    public <T> List<T> ask(Function<HostInfo, T> question) {
        return fanOut.all(others(), question, Deadline.in(Deadline.LONGEST));
    }

    /** Asks one of them, and waits two seconds at most. */
    public <T> T get(HostInfo host, String path, Class<T> type) {
        return peers.get(host, path, Map.of(), type, WITHIN);
    }

    /** None while this instance knows of none: before it runs, and once it stops. */
    private List<HostInfo> others() {
        Collection<StreamsMetadata> all;
        try {
            all = streams.metadataForAllStreamsClients();
        } catch (IllegalStateException | InvalidStateStoreException e) {
            return List.of();
        }
        return all.stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self) && !host.equals(HostInfo.unavailable()))
                .distinct()
                .sorted(Comparator.comparing(Peers::name))
                .toList();
    }
}
