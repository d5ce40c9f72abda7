// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.state.StoreRole;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.LagInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;

/**
 * How far standbys and stores that are restored are behind, as of the last look. Looking asks Kafka over the network, and
 * only if there is such a store. Safe for use by many threads.
 */
public final class ChangelogLags {

    private static final Logger LOG = LoggerFactory.getLogger(ChangelogLags.class);

    private final LiveStreams streams;
    private final List<String> stores;
    private volatile Map<String, Map<Integer, LagInfo>> last = Map.of();

    /** @param stores the names of those that matter */
    public ChangelogLags(LiveStreams streams, List<String> stores) {
        this.streams = streams;
        this.stores = List.copyOf(stores);
    }

    /** Looks again. Nothing is known after a look that failed. */
    void look() {
        if (streams.all(stores).stream().allMatch(store -> store.role() == StoreRole.ACTIVE)) {
            last = Map.of();
            return;
        }
        try {
            last = streams.allLocalStorePartitionLags();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("lags of changelogs are not known", e);
            last = Map.of();
        }
    }

    /** In records; null where not known, as in answers. */
    public Long of(String store, int partition) {
        LagInfo lag = last.getOrDefault(store, Map.of()).get(partition);
        return lag == null ? null : Long.valueOf(lag.offsetLag());
    }
}
