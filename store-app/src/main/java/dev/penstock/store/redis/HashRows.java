// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.store.row.RowField;
import dev.penstock.store.row.RowReader;
import dev.penstock.store.row.ValueSink;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows as texts: a hash for each group and entity under {@code PROJECT:GROUP:KEY}, with a field for each key field, column
 * and end of the window. A column without a value has no field.
 */
final class HashRows implements RowCommands {

    private static final byte[] WINDOW_START = "window_start".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WINDOW_END = "window_end".getBytes(StandardCharsets.US_ASCII);

    private final FeatureGroup group;
    private final byte[] prefix;
    private final byte[][] names;
    private final List<byte[]> written;
    private final Text text = new Text();

    HashRows(FeatureGroup group, List<RowField> fields, String project) {
        this.group = group;
        this.prefix = (project + ":" + group.name() + ":").getBytes(StandardCharsets.UTF_8);
        this.names = fields.stream()
                .map(field -> field.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        List<byte[]> all = new ArrayList<>(List.of(names));
        all.add(WINDOW_START);
        all.add(WINDOW_END);
        this.written = List.copyOf(all);
    }

    @Override
    public Optional<byte[]> key(RowReader row, byte[] recordKey) {
        return recordKey == null
                ? Optional.empty()
                : Optional.of(key(EntityKey.ofRecordKey(group, recordKey).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public byte[] keyOf(List<String> parts) {
        return key(EntityKey.join(parts).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] key(byte[] entityKey) {
        byte[] key = Arrays.copyOf(prefix, prefix.length + entityKey.length);
        System.arraycopy(entityKey, 0, key, prefix.length, entityKey.length);
        return key;
    }

    @Override
    public List<CommandArguments> write(byte[] key, RowReader row) {
        var set = new CommandArguments(Command.HSET).key(key);
        var delete = new CommandArguments(Command.HDEL).key(key);
        for (int i = 0; i < names.length; i++) {
            row.value(i, text);
            if (text.utf8 == null) {
                delete.add(names[i]);
            } else {
                set.add(names[i]).add(text.utf8);
            }
        }
        set.add(WINDOW_START).add(ascii(row.windowStart()));
        set.add(WINDOW_END).add(ascii(row.windowEnd()));
        // The command itself and the key count too.
        return delete.size() > 2 ? List.of(set, delete) : List.of(set);
    }

    private static byte[] ascii(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public CommandArguments askTime(byte[] key) {
        return new CommandArguments(Command.HGET).key(key).add(WINDOW_END);
    }

    /** Anything else than a number is no row of Penstock, and gives way to one. */
    @Override
    public long time(byte[] answer) {
        try {
            return Long.parseLong(new String(answer, StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    @Override
    public List<byte[]> fields() {
        return written;
    }

    /** Keeps a text. All fields are texts here. */
    private static final class Text implements ValueSink {

        private byte[] utf8; // null where there is no value

        @Override
        public void nothing() {
            utf8 = null;
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            utf8 = Arrays.copyOfRange(bytes, from, to);
        }
    }
}
