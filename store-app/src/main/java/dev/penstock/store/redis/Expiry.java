// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.Store.Redis.Layout;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.time.Duration;
import java.util.List;

/** When rows go by themselves, counted from when they were written. */
sealed interface Expiry {

    Expiry NONE = new Never();

    static Expiry ofFields(Duration ttl) {
        return new OfFields(ttl);
    }

    static Expiry ofKeys(Duration ttl) {
        return new OfKeys(ttl);
    }

    /** What has to follow the commands that write a row. */
    List<CommandArguments> commands(byte[] key, List<byte[]> fields);

    /** For a line of the log. */
    String words(Layout layout, String server);

    record Never() implements Expiry {
        @Override
        public List<CommandArguments> commands(byte[] key, List<byte[]> fields) {
            return List.of();
        }

        @Override
        public String words(Layout layout, String server) {
            return "rows stay until they are erased";
        }
    }

    /** Each field by itself. To write a field takes its expiry away, so that it has to be set each time. */
    record OfFields(Duration ttl) implements Expiry {
        @Override
        public List<CommandArguments> commands(byte[] key, List<byte[]> fields) {
            var command = new CommandArguments(Command.HPEXPIRE)
                    .key(key)
                    .add(ttl.toMillis())
                    .add("FIELDS")
                    .add(fields.size());
            fields.forEach(command::add);
            return List.of(command);
        }

        @Override
        public String words(Layout layout, String server) {
            return "a row expires " + Durations.text(ttl) + " after it was written";
        }
    }

    /** All that stands under a key together. */
    record OfKeys(Duration ttl) implements Expiry {
        @Override
        public List<CommandArguments> commands(byte[] key, List<byte[]> fields) {
            return List.of(new CommandArguments(Command.PEXPIRE).key(key).add(ttl.toMillis()));
        }

        @Override
        public String words(Layout layout, String server) {
            return layout == Layout.HASH
                    ? "a row expires " + Durations.text(ttl) + " after it was written"
                    : "Redis at " + server
                            + " can't expire fields (it has no HPEXPIRE), so all rows of an entity expire"
                            + " together, " + Durations.text(ttl) + " after the last of them was written";
        }
    }
}
