// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The first bytes by which formats make themselves known, from their specifications. */
final class Signatures {

    static final int UTF8_MARK_LENGTH = 3;

    /** So many bytes of an input have to be known to look for any of them. */
    static final int LONGEST = 16;

    /** The same where the first byte is that of JSON, in one encoding or another. */
    static final int LONGEST_OF_TEXT = 4;

    private static final byte[] GZIP = hex("1f8b");
    private static final byte[] UTF8_MARK = hex("efbbbf");
    private static final byte[] TAR = ascii("ustar");
    private static final int TAR_AT = 257;
    private static final String UNPACK = "; unpack it first, for example with ";

    private static final List<Signature> ALL = List.of(
            new Signature(hex("504b0304"), "a zip archive (as .xlsx and .docx are, too)" + UNPACK + "unzip"),
            new Signature(hex("28b52ffd"), "packed with zstd" + UNPACK + "zstd -d"),
            new Signature(hex("fd377a585a00"), "packed with xz" + UNPACK + "xz -d"),
            new Signature(ascii("BZh"), "packed with bzip2" + UNPACK + "bzip2 -d"),
            new Signature(hex("04224d18"), "packed with lz4" + UNPACK + "lz4 -d"),
            new Signature(hex("ff060000734e61507059"), "packed with snappy" + UNPACK + "snzip -d"),
            new Signature(hex("1f9d"), "packed with compress" + UNPACK + "uncompress"),
            new Signature(hex("377abcaf271c"), "a 7z archive" + UNPACK + "7z x"),
            new Signature(ascii("Rar!"), "a RAR archive" + UNPACK + "unrar x"),
            new Signature(ascii("PAR1"), "Parquet"),
            new Signature(ascii("PARE"), "encrypted Parquet"),
            new Signature(ascii("Obj\u0001"), "an Avro container"),
            new Signature(ascii("ORC"), "ORC"),
            new Signature(ascii("ARROW1"), "Arrow"),
            new Signature(ascii("FEA1"), "Feather"),
            new Signature(ascii("SEQ\u0006"), "a Hadoop sequence file"),
            new Signature(ascii("SQLite format 3"), "an SQLite database"),
            new Signature(ascii("%PDF-"), "PDF"),
            new Signature(hex("d0cf11e0a1b11ae1"), "a file of an old Microsoft Office, such as .xls"),
            new Signature(hex("894844460d0a1a0a"), "HDF5"),
            new Signature(ascii(":)\n"), "Smile, a binary form of JSON"),
            // UTF-32 before UTF-16, which begins with the same two bytes.
            new Signature(hex("fffe0000"), utf("32LE")),
            new Signature(hex("0000feff"), utf("32BE")),
            new Signature(hex("fffe"), utf("16LE")),
            new Signature(hex("feff"), utf("16BE")));

    /** @param what as in "it is …" */
    private record Signature(byte[] start, String what) {}

    private Signatures() {}

    static boolean isGzip(byte[] bytes, int length) {
        return startsWith(bytes, length, GZIP);
    }

    static boolean isUtf8Mark(byte[] bytes, int length) {
        return startsWith(bytes, length, UTF8_MARK);
    }

    /** What the bytes are, as in "it is …", if they are in any of the known formats. */
    static Optional<String> find(byte[] bytes, int length) {
        Optional<String> known = ALL.stream()
                .filter(signature -> startsWith(bytes, length, signature.start))
                .map(Signature::what)
                .findFirst();
        return known.or(() ->
                        isTar(bytes, length) ? Optional.of("a tar archive" + UNPACK + "tar -x") : Optional.empty())
                .or(() -> unmarked(bytes, length));
    }

    private static boolean isTar(byte[] bytes, int length) {
        return length >= TAR_AT + TAR.length && Arrays.equals(bytes, TAR_AT, TAR_AT + TAR.length, TAR, 0, TAR.length);
    }

    /** Other encodings of a text that begins with ASCII show zero bytes. */
    private static Optional<String> unmarked(byte[] bytes, int length) {
        if (length < LONGEST_OF_TEXT) {
            return Optional.empty();
        }
        String zeros = "";
        for (int i = 0; i < LONGEST_OF_TEXT; i++) {
            zeros += bytes[i] == 0 ? '0' : 'x';
        }
        return switch (zeros) {
            case "x0x0" -> Optional.of(utf("16LE"));
            case "0x0x" -> Optional.of(utf("16BE"));
            case "x000" -> Optional.of(utf("32LE"));
            case "000x" -> Optional.of(utf("32BE"));
            default -> Optional.empty();
        };
    }

    private static String utf(String kind) {
        return "text in UTF-" + kind + "; make it UTF-8 first, for example with iconv -f UTF-" + kind + " -t UTF-8";
    }

    private static boolean startsWith(byte[] bytes, int length, byte[] start) {
        return length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
