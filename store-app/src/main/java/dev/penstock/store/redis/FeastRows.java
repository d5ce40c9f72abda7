// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import com.dynatrace.hash4j.hashing.Hasher32;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.penstock.event.pipeline.ColumnType.Kind;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.row.RowField;
import dev.penstock.store.row.RowReader;
import dev.penstock.store.row.ValueSink;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows as Feast reads them, with {@code entity_key_serialization_version: 3}: a hash for each entity, with a field for each
 * feature of each view and one for the view's time. A view is a feature group, and its time is the end of the window.
 */
final class FeastRows implements RowCommands {

    // The numbers of types in keys, as Feast's protos/feast/types/Value.proto has them.
    private static final int STRING = 2;
    private static final int INT64 = 4;

    /** The join key of a view of no entity, which has one row with an empty text for its key. */
    private static final String NO_ENTITY = "__dummy_id";

    private static final Hasher32 MURMUR3 = Hashing.murmur3_32();

    private final String group;
    private final StoreMeters meters;
    private final byte[] project;

    /** The key fields, sorted by name, by their place among the fields of the row. */
    private final int[] joinKeys;

    private final List<RowField> keyFields;

    /** What stands in front of each key: how many join keys there are, and their names. */
    private final byte[] head;

    private final int firstColumn;
    private final byte[][] names;
    private final byte[] timeName;
    private final List<byte[]> written;
    private final FeastValue value = new FeastValue();
    private final KeyBytes keyBytes = new KeyBytes();

    FeastRows(FeatureGroup group, List<RowField> fields, String project, StoreMeters meters) {
        this.group = group.name();
        this.meters = meters;
        this.project = project.getBytes(StandardCharsets.UTF_8);
        this.firstColumn = (int) fields.stream().filter(RowField::isKey).count();
        this.keyFields = fields.subList(0, firstColumn);
        this.joinKeys = IntStream.range(0, firstColumn)
                .boxed()
                .sorted(Comparator.comparing(field -> fields.get(field).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        this.head = head(
                joinKeys.length == 0
                        ? List.of(NO_ENTITY)
                        : IntStream.of(joinKeys)
                                .mapToObj(field -> fields.get(field).name())
                                .toList());
        this.names = fields.subList(firstColumn, fields.size()).stream()
                .map(field -> name(group.name(), field.name()))
                .toArray(byte[][]::new);
        this.timeName = ("_ts:" + group.name()).getBytes(StandardCharsets.UTF_8);
        List<byte[]> all = new ArrayList<>(List.of(names));
        all.add(timeName);
        this.written = List.copyOf(all);
    }

    private static byte[] head(List<String> sorted) {
        var bytes = new ByteBuilder().int32(sorted.size());
        for (String name : sorted) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            bytes.int32(STRING).int32(utf8.length).raw(utf8);
        }
        return bytes.toBytes();
    }

    /** The name of a field of the hash: a check sum of the feature's name. */
    static byte[] name(String view, String feature) {
        int hash = MURMUR3.hashBytesToInt((view + ":" + feature).getBytes(StandardCharsets.UTF_8));
        return new ByteBuilder().int32(hash).toBytes();
    }

    @Override
    public Optional<byte[]> key(RowReader row, byte[] recordKey) {
        keyBytes.begin(head);
        for (int field : joinKeys) {
            if (!row.value(field, keyBytes)) {
                return Optional.empty();
            }
        }
        return Optional.of(keyBytes.end(joinKeys.length, project));
    }

    @Override
    public byte[] keyOf(List<String> parts) {
        keyBytes.begin(head);
        for (int field : joinKeys) {
            String part = parts.get(field);
            if (keyFields.get(field).type().kind() == Kind.INTEGER) {
                keyBytes.integer(Long.parseLong(part));
            } else {
                byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
                keyBytes.text(utf8, 0, utf8.length);
            }
        }
        return keyBytes.end(joinKeys.length, project);
    }

    @Override
    public List<CommandArguments> write(byte[] key, RowReader row) {
        var command = new CommandArguments(Command.HSET).key(key);
        for (int i = 0; i < names.length; i++) {
            value.reset();
            if (!row.value(firstColumn + i, value)) {
                meters.unfit(group);
            }
            command.add(names[i]).add(value.toBytes());
        }
        return List.of(command.add(timeName).add(FeastValue.timestamp(row.windowEnd())));
    }

    @Override
    public CommandArguments askTime(byte[] key) {
        return new CommandArguments(Command.HGET).key(key).add(timeName);
    }

    @Override
    public long time(byte[] answer) {
        return FeastValue.millis(answer);
    }

    @Override
    public List<byte[]> fields() {
        return written;
    }

    /** Puts the values of join keys behind their names. */
    private static final class KeyBytes implements ValueSink {

        private final ByteBuilder bytes = new ByteBuilder();

        private void begin(byte[] head) {
            bytes.reset().raw(head);
        }

        private byte[] end(int joinKeys, byte[] project) {
            if (joinKeys == 0) {
                text(project, 0, 0);
            }
            return bytes.raw(project).toBytes();
        }

        @Override
        public void text(byte[] utf8, int from, int to) {
            bytes.int32(STRING).int32(to - from).raw(utf8, from, to);
        }

        @Override
        public void integer(long value) {
            bytes.int32(INT64).int32(Long.BYTES).int64(value);
        }

        @Override
        public void nothing() {
            // A key that has no value is told by the reader.
        }
    }
}
