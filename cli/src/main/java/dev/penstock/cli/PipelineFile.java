// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text of pipeline files. */
final class PipelineFile {

    /** A mebi of characters, the most that a pipeline may have, in UTF-8. */
    private static final int MOST_BYTES = 4 << 20;

    private PipelineFile() {}

    /** @throws UnreadableFileException if there is no such file, or what it holds can't be a pipeline's text */
    static String text(Path file) throws UnreadableFileException {
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException(file + ": is a folder, not a pipeline file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnreadableFileException(file + ": is larger than 4 MiB, the most for a pipeline file");
            }
            return decode(file, bytes);
        } catch (NoSuchFileException e) {
            throw new UnreadableFileException(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new UnreadableFileException(file + ": permission to read it is denied", e);
        } catch (IOException e) {
            throw new UnreadableFileException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String decode(Path file, byte[] bytes) throws UnreadableFileException {
        // A new decoder reports what it can't decode; String's own constructor would replace it.
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            int at = in.position();
            throw new UnreadableFileException(
                    "%s:%d: is not UTF-8 text; found the byte 0x%02X".formatted(file, lineOf(bytes, at), bytes[at]));
        }
        return out.flip().toString();
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
