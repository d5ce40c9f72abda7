// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a file of a store. Parquet's own reader can't be made without Hadoop, as its options want Hadoop's codecs. */
final class RowFileReader implements Closeable {

    /** Behind the footer stand its length and this. */
    private static final int END = Integer.BYTES + ParquetFileWriter.MAGIC.length;

    private final SeekableInputStream file;
    private final FileMetaData footer;
    private final ParquetMetadata read;

    /** @throws IOException also if it is no whole file */
    RowFileReader(Path path) throws IOException {
        this.file = new LocalInputFile(path).newStream();
        try {
            this.footer = footer(path, Files.size(path));
            this.read = new ParquetMetadataConverter().fromParquetMetadata(footer);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private FileMetaData footer(Path path, long size) throws IOException {
        long end = size - END;
        if (end < 0) {
            throw new IOException(path + " is no Parquet file");
        }
        byte[] last = bytes(end, END);
        int length = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt();
        byte[] magic = Arrays.copyOfRange(last, Integer.BYTES, END);
        if (!Arrays.equals(magic, ParquetFileWriter.MAGIC) || length < 0 || length > end) {
            throw new IOException(path + " is no Parquet file");
        }
        return Util.readFileMetaData(new ByteArrayInputStream(bytes(end - length, length)));
    }

    private byte[] bytes(long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    FileMetaData footer() {
        return footer;
    }

    MessageType schema() {
        return read.getFileMetaData().getSchema();
    }

    Map<String, String> metadata() {
        return read.getFileMetaData().getKeyValueMetaData();
    }

    List<BlockMetaData> rowGroups() {
        return read.getBlocks();
    }

    /** Copies all row groups as they are, from the first to the last byte. */
    void copyRows(OutputStream to) throws IOException {
        for (BlockMetaData rowGroup : rowGroups()) {
            to.write(bytes(rowGroup.getStartingPos(), Math.toIntExact(rowGroup.getCompressedSize())));
        }
    }

    /** Reads one row group. */
    PageReadStore pages(BlockMetaData rowGroup) throws IOException {
        Map<ColumnPath, PageReader> columns = new HashMap<>();
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            byte[] bytes = bytes(chunk.getStartingPos(), Math.toIntExact(chunk.getTotalSize()));
            columns.put(chunk.getPath(), new ChunkReader(bytes, chunk));
        }
        return new PageReadStore() {
            @Override
            public PageReader getPageReader(ColumnDescriptor column) {
                return columns.get(ColumnPath.get(column.getPath()));
            }

            @Override
            public long getRowCount() {
                return rowGroup.getRowCount();
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
