// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.cli.support.Causes;
import dev.penstock.store.app.StoreException;
import dev.penstock.store.app.StoreException.Kind;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A connection that is made when it is needed, and anew after it was lost. For one thread. */
public final class RedisConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int DEFAULT_PORT = 6379;

    private final HostAndPort address;
    private final DefaultJedisClientConfig config;
    private Connection connection; // null while there is none

    /** @param url {@code redis} or {@code rediss}, with user, password and number of the database */
    public RedisConnection(URI url) {
        this.address = new HostAndPort(url.getHost(), url.getPort() < 0 ? DEFAULT_PORT : url.getPort());
        this.config = DefaultJedisClientConfig.builder(url)
                .resp2()
                .connectionTimeoutMillis((int) PATIENCE.toMillis())
                .socketTimeoutMillis((int) PATIENCE.toMillis())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
    }

    /**
     * Sends commands at once and waits for all answers: bytes, numbers, lists, null, or a {@link JedisDataException} for a
     * command that was refused.
     *
     * @throws StoreException if there is no connection, or there was none in the middle: then nobody knows which of the
     *     commands were carried out
     */
    List<Object> ask(List<CommandArguments> commands) {
        try {
            if (connection == null) {
                connection = new Connection(address, config);
            }
            commands.forEach(connection::sendCommand);
            return connection.getMany(commands.size());
        } catch (JedisConnectionException e) {
            close();
            throw new StoreException(
                    Kind.CONNECTION, "no connection with Redis at " + address + " (" + Causes.line(e) + ")", e);
        } catch (JedisException e) {
            close();
            throw refusal(e);
        }
    }

    /** The answer to one command. */
    public Object ask(CommandArguments command) {
        Object answer = ask(List.of(command)).get(0);
        if (answer instanceof JedisException refused) {
            throw refusal(refused);
        }
        return answer;
    }

    /** Whether the server has a command. Versions tell less: Valkey has commands that the version of Redis it names has not. */
    boolean knows(Command command) {
        Object known = ask(new CommandArguments(Command.COMMAND).add("INFO").add(command.name()));
        return known instanceof List<?> list && !list.isEmpty() && list.get(0) != null;
    }

    /** What a refusal of the server means. */
    StoreException refusal(JedisException e) {
        String text = String.valueOf(e.getMessage());
        Kind kind = switch (text.split(" ", 2)[0]) {
            case "OOM" -> Kind.FULL;
            // Of a transaction, of which a command was refused before.
            case "EXECABORT" -> text.contains("OOM") ? Kind.FULL : Kind.OTHER;
            case "READONLY" -> Kind.READ_ONLY;
            case "LOADING" -> Kind.LOADING;
            case "MOVED", "ASK", "CROSSSLOT", "CLUSTERDOWN" -> Kind.MOVED;
            case "NOAUTH", "WRONGPASS", "NOPERM" -> Kind.DENIED;
            default -> Kind.OTHER;
        };
        return new StoreException(kind, "Redis at " + address + " answers " + text, e);
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (JedisException alreadyGone) {
                return;
            } finally {
                connection = null;
            }
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
