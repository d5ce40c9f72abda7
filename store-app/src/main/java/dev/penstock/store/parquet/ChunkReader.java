// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The pages of one column in one row group, as {@link RowFiles#writer} writes them. */
final class ChunkReader implements PageReader {

    private final ZstdCodec codec = new ZstdCodec();
    private final ByteArrayInputStream bytes;
    private final ColumnChunkMetaData chunk;
    private final DictionaryPage dictionary; // null if there is none
    private long read;

    ChunkReader(byte[] bytes, ColumnChunkMetaData chunk) throws IOException {
        this.bytes = new ByteArrayInputStream(bytes);
        this.chunk = chunk;
        this.dictionary = chunk.hasDictionaryPage() ? dictionary() : null;
    }

    private DictionaryPage dictionary() throws IOException {
        PageHeader header = header(PageType.DICTIONARY_PAGE);
        return new DictionaryPage(
                content(header),
                header.getDictionary_page_header().getNum_values(),
                encoding(header.getDictionary_page_header().getEncoding()));
    }

    private PageHeader header(PageType expected) throws IOException {
        PageHeader header = Util.readPageHeader(bytes);
        if (header.getType() != expected) {
            throw new IOException("expected a page " + expected + ", found " + header.getType());
        }
        return header;
    }

    private BytesInput content(PageHeader header) throws IOException {
        byte[] compressed = bytes.readNBytes(header.getCompressed_page_size());
        return codec.decompress(BytesInput.from(compressed), header.getUncompressed_page_size());
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        return dictionary;
    }

    @Override
    public long getTotalValueCount() {
        return chunk.getValueCount();
    }

    @Override
    public DataPage readPage() {
        if (read == chunk.getValueCount()) {
            return null;
        }
        try {
            PageHeader header = header(PageType.DATA_PAGE);
            DataPageHeader page = header.getData_page_header();
            read += page.getNum_values();
            return new DataPageV1(
                    content(header),
                    page.getNum_values(),
                    header.getUncompressed_page_size(),
                    Statistics.createStats(chunk.getPrimitiveType()),
                    encoding(page.getRepetition_level_encoding()),
                    encoding(page.getDefinition_level_encoding()),
                    encoding(page.getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
