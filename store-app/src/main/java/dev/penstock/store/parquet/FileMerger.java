// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

import java.io.IOException;
import java.util.Map;

/** Writes the rows of many small row groups into few large ones, which are smaller in all and faster to read. */
final class FileMerger extends WriteSupport<Group> {

    static final long ROW_GROUP = 16 << 20;

    private final MessageType schema;
    private final Map<String, String> metadata;
    private GroupWriter writer;

    private FileMerger(MessageType schema, Map<String, String> metadata) {
        this.schema = schema;
        this.metadata = metadata;
    }

    /** Writes the same rows in the same order, and the same beside them. */
    static void merge(RowFileReader from, DiskFile to) throws IOException {
        MessageType schema = from.schema();
        MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
        try (to;
                ParquetWriter<Group> writer = RowFiles.writer(to, new FileMerger(schema, from.metadata()), ROW_GROUP)) {
            for (BlockMetaData rowGroup : from.rowGroups()) {
                copy(from.pages(rowGroup), columns, schema, writer);
            }
        }
    }

    private static void copy(
            PageReadStore pages, MessageColumnIO columns, MessageType schema, ParquetWriter<Group> writer)
            throws IOException {
        RecordReader<Group> rows = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
            writer.write(rows.read());
        }
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
    public void prepareForWrite(RecordConsumer consumer) {
        writer = new GroupWriter(consumer, schema);
    }

    @Override
    public void write(Group row) {
        writer.write(row);
    }
}
