// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A new file, whose content lasts when it has been closed. */
final class DiskFile implements OutputFile, Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private Content content; // null until it is written to

    DiskFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    @Override
    public PositionOutputStream create(long ignored) throws IOException {
        content = new Content(new FileOutputStream(path.toFile()));
        return content;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long ignored) throws IOException {
        return create(ignored);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public String getPath() {
        return path.toString();
    }

    /** Lets go of the file, whatever it holds. */
    @Override
    public void close() throws IOException {
        if (content != null) {
            content.file.close();
        }
    }

    private static final class Content extends PositionOutputStream {

        private final FileOutputStream file;
        private final BufferedOutputStream buffer;
        private long position;
        private boolean closed;

        private Content(FileOutputStream file) {
            this.file = file;
            this.buffer = new BufferedOutputStream(file, BUFFER);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            buffer.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            buffer.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            buffer.flush();
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (file) {
                buffer.flush();
                file.getFD().sync();
            }
        }
    }
}
