// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

import java.util.Map;

/** Gives each store that is opened its share of the instance's {@link RocksDbMemory}. Made by Kafka Streams. */
public final class RocksDbMemorySetter implements RocksDBConfigSetter {

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        var memory = (RocksDbMemory) configs.get(RocksDbMemory.CONFIG);
        if (memory == null) {
            throw new IllegalStateException("the configuration has no " + RocksDbMemory.CONFIG);
        }
        memory.applyTo(options);
    }

    @Override
    public void close(String store, Options options) {
        // What was set belongs to the instance and outlives the store.
    }
}
