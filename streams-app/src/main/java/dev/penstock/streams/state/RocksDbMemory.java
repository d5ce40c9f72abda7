// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.HistogramType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBufferManager;

import java.util.EnumSet;

/**
 * What all RocksDB stores of one instance share, so that their memory outside the heap is bounded together: a block
 * cache, which index and filter blocks live in too, and write buffers that are charged to it. Without it each segment
 * of each store of each task may take 98 MiB.
 *
 * <p>The bound is a soft one. Blocks in use and index blocks of open files are never refused: with a strict limit
 * RocksDB fails reads instead, and a write that waits for memory may wait for a store of its own thread to be flushed.
 *
 * <p>They also share RocksDB's counters, so that those are there without one recorder for each store. Counters only:
 * RocksDB's histograms would time every read and write.
 *
 * <p>Goes to the stores as an object in the configuration, so that two instances in one process don't share it. Safe
 * for use by many threads.
 */
public final class RocksDbMemory implements AutoCloseable {

    /** The setting that holds it; {@link RocksDbMemorySetter} reads it. */
    public static final String CONFIG = "penstock.rocksdb.memory";

    /** So much of the cache is kept for index and filter blocks first. */
    private static final double INDEX_SHARE = 0.1;

    private static final double WRITE_BUFFER_SHARE = 0.5;
    private static final int RIGHT_NUMBER_OF_SHARDS = -1;

    /** RocksDB's own is an eighth of the write buffer, 1 MiB at most, and a store with one small record takes it whole. */
    private static final long ARENA_BLOCK_BYTES = 128 << 10;

    private final long limit;
    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final Statistics statistics;
    private boolean open = true; // guarded by this: what is closed may not be asked any more, at the process's peril

    /** What RocksDB counts from the start of the instance. */
    public enum Count {
        CACHE_HITS(TickerType.BLOCK_CACHE_HIT),
        CACHE_MISSES(TickerType.BLOCK_CACHE_MISS),
        STALL_MICROS(TickerType.STALL_MICROS),
        FLUSHED_BYTES(TickerType.FLUSH_WRITE_BYTES),
        COMPACTION_READ_BYTES(TickerType.COMPACT_READ_BYTES),
        COMPACTION_WRITTEN_BYTES(TickerType.COMPACT_WRITE_BYTES);

        private final TickerType ticker;

        Count(TickerType ticker) {
            this.ticker = ticker;
        }
    }

    /**
     * Bytes of the memory that stores share.
     *
     * @param used by blocks and write buffers
     * @param pinned the part of it that can't be given back now: write buffers, and blocks that are being read
     * @param limit what {@code used} is kept below, about
     */
    public record Usage(long used, long pinned, long limit) {}

    /** @param bytes that all stores together shall take; positive */
    public RocksDbMemory(long bytes) {
        RocksDB.loadLibrary();
        limit = bytes;
        statistics = new Statistics(EnumSet.complementOf(EnumSet.of(HistogramType.HISTOGRAM_ENUM_MAX)));
        cache = new LRUCache(bytes, RIGHT_NUMBER_OF_SHARDS, false, INDEX_SHARE);
        writeBuffers = new WriteBufferManager((long) (bytes * WRITE_BUFFER_SHARE), cache, false);
    }

    /** @throws ProcessorStateException once it is closed: what native code would find there crashes the process */
    synchronized void applyTo(Options options) {
        if (!open) {
            throw new ProcessorStateException(
                    "a store is opened after the memory that all stores share was given back");
        }
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        options.setStatistics(statistics);
    }

    /** What the stores take of it now; nothing once it is closed. */
    public synchronized Usage usage() {
        return open ? new Usage(cache.getUsage(), cache.getPinnedUsage(), limit) : new Usage(0, 0, limit);
    }

    /** How often, or how much, until now; 0 once it is closed. */
    public synchronized long count(Count count) {
        return open ? statistics.getTickerCount(count.ticker) : 0;
    }

    /**
     * To be called when no store will be opened any more, which is when all stream threads have ended. A store that is
     * still open keeps what it needs.
     */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        statistics.close();
        writeBuffers.close();
        cache.close();
    }
}
