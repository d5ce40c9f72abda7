// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

import java.io.IOException;

/** Parquet files, written without Hadoop. */
final class RowFiles {

    private RowFiles() {}

    /** Writes a new file; its pages are buffered in memory until there are {@code rowGroup} bytes of them. */
    static <T> ParquetWriter<T> writer(DiskFile file, WriteSupport<T> support, long rowGroup) throws IOException {
        return new Builder<>(file, support)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdCodec())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(rowGroup)
                // Each row has another.
                .withDictionaryEncoding(RowSchema.ROW_OFFSET, false)
                .build();
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

        private final WriteSupport<T> support;

        private Builder(DiskFile file, WriteSupport<T> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // It has to be there.
        protected WriteSupport<T> getWriteSupport(Configuration never) {
            throw new UnsupportedOperationException("files are written without Hadoop");
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
