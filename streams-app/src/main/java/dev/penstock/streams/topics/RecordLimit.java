// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import org.apache.kafka.common.header.Headers;

/** How large a record may be that goes to a topic, as far as is known before it is sent. Safe for use by many threads. */
public interface RecordLimit {

    /** Of a topic that takes everything. */
    RecordLimit NONE = new RecordLimit() {
        @Override
        public boolean takes(byte[] key, byte[] value, Headers headers) {
            return true;
        }

        @Override
        public String setting() {
            return "no limit";
        }
    };

    /** Whether a record is taken that has these. */
    boolean takes(byte[] key, byte[] value, Headers headers);

    /** Which setting it is that limits records, and what it is, in words. */
    String setting();
}
