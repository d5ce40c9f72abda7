// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.java.tuple.Tuple2;

/** The key or the value of a row, which is bytes already. A class, because Flink can't tell the types of a lambda. */
final class RowPart implements SerializationSchema<Tuple2<byte[], byte[]>> {

    static final RowPart KEY = new RowPart(0);
    static final RowPart VALUE = new RowPart(1);

    private static final long serialVersionUID = 1;

    private final int position;

    private RowPart(int position) {
        this.position = position;
    }

    @Override
    public byte[] serialize(Tuple2<byte[], byte[]> row) {
        return row.getField(position);
    }
}
