// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import com.github.luben.zstd.Zstd;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Zstandard by the library that Kafka's client has. Parquet's own way to it needs Hadoop. */
final class ZstdCodec implements CompressionCodecFactory, BytesInputCompressor, BytesInputDecompressor {

    private static final int LEVEL = 3;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return this;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        if (name != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("the files of a store are in zstd, not in " + name);
        }
        return this;
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        return BytesInput.from(Zstd.compress(array(bytes), LEVEL));
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
        return BytesInput.from(Zstd.decompress(array(bytes), size));
    }

    private static byte[] array(BytesInput bytes) throws IOException {
        var array = new ByteArrayOutputStream((int) bytes.size());
        bytes.writeAllTo(array);
        return array.toByteArray();
    }

    @Override
    public void decompress(ByteBuffer from, int length, ByteBuffer to, int size) {
        byte[] compressed = new byte[length];
        from.get(compressed);
        to.put(Zstd.decompress(compressed, size));
    }

    @Override
    public void release() {
        // Nothing is kept.
    }
}
