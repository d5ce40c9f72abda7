// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

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
import java.util.Locale;

/** Reads the text files that a user names. */
public final class TextFile {

    private static final int MOST_MEBIBYTES = 4;

    private TextFile() {}

    /**
     * The text of a file in UTF-8, 4 MiB at most.
     *
     * @param kind what the file should be, for messages: {@code pipeline file}
     * @throws UnreadableFileException if there is no such file, or it holds no such text
     */
    public static String read(Path file, String kind) {
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException(String.format(Locale.ROOT, "%s: is a folder, not a %s", file, kind));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((MOST_MEBIBYTES << 20) + 1);
            if (bytes.length > MOST_MEBIBYTES << 20) {
                throw new UnreadableFileException(String.format(
                        Locale.ROOT, "%s: is larger than %d MiB, the most for a %s", file, MOST_MEBIBYTES, kind));
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

    private static String decode(Path file, byte[] bytes) {
        // A new decoder reports what it can't decode; String's own constructor would replace it.
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            int at = in.position();
            throw new UnreadableFileException(String.format(
                    Locale.ROOT,
                    "%s:%d: is not UTF-8 text; found the byte 0x%02X",
                    file,
                    lineOf(bytes, at),
                    bytes[at]));
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
