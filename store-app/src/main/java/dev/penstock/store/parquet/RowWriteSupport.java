// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.pipeline.ColumnType.Kind;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.row.RowField;
import dev.penstock.store.row.RowReader;
import dev.penstock.store.row.ValueSink;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the row that a reader has just taken, with where in Kafka it stands, to one file. */
final class RowWriteSupport extends WriteSupport<ConsumerRecord<byte[], byte[]>> {

    private static final long MICROS = 1_000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final String group;
    private final MessageType schema;
    private final RowReader reader;
    private final StoreMeters meters;
    private final Map<String, String> metadata;

    /** Of each field of the reader its place among the columns of the file. */
    private final int[] places;

    private final Value value = new Value();
    private RecordConsumer consumer;

    RowWriteSupport(
            String group, MessageType schema, RowReader reader, StoreMeters meters, Map<String, String> metadata) {
        this.group = group;
        this.schema = schema;
        this.reader = reader;
        this.meters = meters;
        this.metadata = metadata;
        this.places = reader.fields().stream()
                .mapToInt(field -> schema.getFieldIndex(field.name()))
                .toArray();
    }

    @Override
    @SuppressWarnings("deprecation") // It has to be there.
    public WriteContext init(Configuration never) {
        throw new UnsupportedOperationException("files are written without Hadoop");
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer writer) {
        consumer = writer;
    }

    @Override
    public void write(ConsumerRecord<byte[], byte[]> row) {
        long start = reader.windowStart();
        consumer.startMessage();
        List<RowField> fields = reader.fields();
        int field = 0;
        while (field < fields.size() && fields.get(field).isKey()) {
            value(field++);
        }
        int place = field;
        integer(RowSchema.WINDOW_START, place++, start * MICROS);
        integer(RowSchema.WINDOW_END, place++, reader.windowEnd() * MICROS);
        small(RowSchema.WINDOW_DATE, place++, (int) Math.floorDiv(start, DAY));
        small(RowSchema.WINDOW_HOUR, place, (int) (Math.floorMod(start, DAY) / HOUR));
        while (field < fields.size()) {
            value(field++);
        }
        place = schema.getFieldCount() - 3;
        integer(RowSchema.ROW_TIME, place++, row.timestamp() * MICROS);
        small(RowSchema.ROW_PARTITION, place++, row.partition());
        integer(RowSchema.ROW_OFFSET, place, row.offset());
        consumer.endMessage();
    }

    private void integer(String name, int place, long is) {
        consumer.startField(name, place);
        consumer.addLong(is);
        consumer.endField(name, place);
    }

    private void small(String name, int place, int is) {
        consumer.startField(name, place);
        consumer.addInteger(is);
        consumer.endField(name, place);
    }

    private void value(int field) {
        value.field = reader.fields().get(field);
        value.place = places[field];
        if (!reader.value(field, value)) {
            meters.unfit(group);
        }
    }

    private final class Value implements ValueSink {

        private RowField field;
        private int place;

        private void begin() {
            consumer.startField(field.name(), place);
        }

        private void end() {
            consumer.endField(field.name(), place);
        }

        @Override
        public void nothing() {
            // A column without a value has none in the file either.
        }

        @Override
        public void text(byte[] utf8, int from, int to) {
            begin();
            consumer.addBinary(Binary.fromReusedByteArray(utf8, from, to - from));
            end();
        }

        @Override
        public void integer(long is) {
            begin();
            consumer.addLong(is);
            end();
        }

        @Override
        public void real(double is) {
            begin();
            consumer.addDouble(is);
            end();
        }

        @Override
        public void bool(boolean is) {
            begin();
            consumer.addBoolean(is);
            end();
        }

        @Override
        public void time(long millis) {
            integer(millis * MICROS);
        }

        @Override
        public void decimal(BigDecimal is) {
            begin();
            if (field.type().precision() <= RowSchema.LONG_DIGITS) {
                consumer.addLong(is.unscaledValue().longValueExact());
            } else {
                consumer.addBinary(Binary.fromConstantByteArray(wide(is)));
            }
            end();
        }

        private static byte[] wide(BigDecimal is) {
            byte[] shortest = is.unscaledValue().toByteArray();
            byte[] all = new byte[RowSchema.WIDE_BYTES];
            Arrays.fill(all, (byte) (is.signum() < 0 ? -1 : 0));
            System.arraycopy(shortest, 0, all, all.length - shortest.length, shortest.length);
            return all;
        }

        @Override
        public void list(Kind kind, List<?> elements) {
            begin();
            consumer.startGroup();
            if (!elements.isEmpty()) {
                consumer.startField("list", 0);
                elements.forEach(element -> element(kind, element));
                consumer.endField("list", 0);
            }
            consumer.endGroup();
            end();
        }

        private void element(Kind kind, Object element) {
            consumer.startGroup();
            consumer.startField("element", 0);
            switch (kind) {
                case INTEGERS -> consumer.addLong((Long) element);
                case DOUBLES -> consumer.addDouble((Double) element);
                default -> consumer.addBinary(Binary.fromString(element.toString()));
            }
            consumer.endField("element", 0);
            consumer.endGroup();
        }
    }
}
