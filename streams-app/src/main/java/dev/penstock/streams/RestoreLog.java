// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of state that is read back from Kafka, where that takes long enough to be noticed. */
final class RestoreLog implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreLog.class);
    private static final long NOTICED_RECORDS = 10_000;

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (to - from >= NOTICED_RECORDS) {
            LOG.info(
                    "reading the state of {} back from Kafka, partition {}, {} records",
                    store,
                    changelog.partition(),
                    to - from);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long to, long count) {
        // Too many to tell of each.
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        if (total >= NOTICED_RECORDS) {
            LOG.info("the state of {} is back, partition {}, {} records", store, changelog.partition(), total);
        }
    }
}
