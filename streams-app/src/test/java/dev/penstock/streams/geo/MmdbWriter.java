// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases in the MaxMind DB file format 2.0 (https://maxmind.github.io/MaxMind-DB/): a binary tree over the
 * bits of the addresses with 24-bit records, 16 zero bytes, the data, a marker, the metadata. Values are maps, strings and
 * integers; one met before is written as a pointer, as MaxMind's own files do. Networks must not overlap.
 */
final class MmdbWriter {

    private static final byte[] METADATA_MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SEPARATOR_BYTES = 16;
    private static final int RECORD_BITS = 24;

    /** A node's number in {@link #nodes}, or the offset of a value as {@code -1 - offset}, or {@link #NOTHING}. */
    private static final int NOTHING = Integer.MAX_VALUE;

    private final int ipVersion;
    private final String type;
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {NOTHING, NOTHING}));
    private final Section data = new Section();

    MmdbWriter(int ipVersion, String type) {
        this.ipVersion = ipVersion;
        this.type = type;
    }

    MmdbWriter put(String network, Object value) {
        String[] parts = network.split("/");
        byte[] address = IpLiteral.parse(parts[0]);
        int length = Integer.parseInt(parts[1]);
        if (ipVersion == 6 && address.length == 4) {
            address = ByteBuffer.allocate(16)
                    .putInt(12, ByteBuffer.wrap(address).getInt())
                    .array();
            length += 96;
        }
        int node = 0;
        for (int bit = 0; bit < length - 1; bit++) {
            node = child(node, bitOf(address, bit));
        }
        nodes.get(node)[bitOf(address, length - 1)] = -1 - data.offsetOf(value);
        return this;
    }

    Path writeTo(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            writeRecord(out, node[0]);
            writeRecord(out, node[1]);
        }
        out.writeBytes(new byte[SEPARATOR_BYTES]);
        out.writeBytes(data.bytes.toByteArray());
        out.writeBytes(METADATA_MARKER);
        Section metadata = new Section();
        metadata.write(Map.of(
                "binary_format_major_version",
                2,
                "binary_format_minor_version",
                0,
                "build_epoch",
                1_700_000_000,
                "database_type",
                type,
                "description",
                Map.of("en", "written by a test"),
                "ip_version",
                ipVersion,
                "node_count",
                nodes.size(),
                "record_size",
                RECORD_BITS));
        out.writeBytes(metadata.bytes.toByteArray());
        return Files.write(file, out.toByteArray());
    }

    private int child(int node, int side) {
        int[] records = nodes.get(node);
        if (records[side] == NOTHING) {
            records[side] = nodes.size();
            nodes.add(new int[] {NOTHING, NOTHING});
        }
        return records[side];
    }

    private static int bitOf(byte[] address, int bit) {
        return address[bit / 8] >> (7 - bit % 8) & 1;
    }

    private void writeRecord(ByteArrayOutputStream out, int record) {
        int value = record;
        if (record == NOTHING) {
            value = nodes.size();
        } else if (record < 0) {
            value = nodes.size() + SEPARATOR_BYTES - 1 - record;
        }
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
    }

    private static final class Section {

        private static final int POINTER = 1;
        private static final int TEXT = 2;
        private static final int UINT_32 = 6;
        private static final int MAP = 7;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<Object, Integer> offsets = new HashMap<>();

        /** Where the value stands, written for this call if it wasn't there. */
        int offsetOf(Object value) {
            if (!offsets.containsKey(value)) {
                write(value);
            }
            return offsets.get(value);
        }

        void write(Object value) {
            Integer known = offsets.putIfAbsent(value, bytes.size());
            if (known != null) {
                bytes.write(POINTER << 5 | 3 << 3); // followed by four bytes
                bytes.writeBytes(ByteBuffer.allocate(4).putInt(known).array());
            } else if (value instanceof Map<?, ?> map) {
                writeControl(MAP, map.size());
                map.forEach((key, member) -> {
                    write(key);
                    write(member);
                });
            } else if (value instanceof Integer number) {
                writeControl(UINT_32, Integer.BYTES);
                bytes.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
            } else {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                writeControl(TEXT, text.length);
                bytes.writeBytes(text);
            }
        }

        private void writeControl(int type, int size) {
            if (size >= 29) {
                throw new IllegalArgumentException("longer sizes have another form, which no test needs: " + size);
            }
            bytes.write(type << 5 | size);
        }
    }
}
