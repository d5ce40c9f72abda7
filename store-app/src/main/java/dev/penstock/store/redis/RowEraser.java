// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.store.app.StoreException;
import dev.penstock.store.app.StoreMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.net.URI;
import java.util.List;

/** Takes rows out of a store. */
public final class RowEraser {

    private RowEraser() {}

    /**
     * Erases the rows of an entity.
     *
     * @param parts the texts of the key fields, which all groups have
     * @return how many rows there were
     * @throws CommandException if the key is none of these groups, or Redis does not do it
     */
    public static int erase(Store.Redis store, URI url, List<FeatureGroup> groups, List<String> parts) {
        var meters = new StoreMeters(new SimpleMeterRegistry(), store.name());
        int erased = 0;
        try (var redis = new RedisConnection(url)) {
            for (FeatureGroup group : groups) {
                RowCommands rows = RedisGroup.of(group, store, meters).commands();
                var command = new CommandArguments(Command.HDEL).key(rows.keyOf(parts));
                rows.fields().forEach(command::add);
                erased += (Long) redis.ask(command) > 0 ? 1 : 0;
            }
            return erased;
        } catch (NumberFormatException e) {
            throw new CommandException("--key: " + Quote.quote(String.join("|", parts)) + " is no integer", e);
        } catch (StoreException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
