// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real Redis in a process of its own, with its data in a folder. Tests that need one are skipped where none is installed. */
public final class RedisServer implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private Process process;

    private RedisServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Returns when it answers. */
    public static RedisServer start(Path folder) {
        assumeTrue(program().length() > 0, "redis-server is not installed: scripts/install-redis installs it");
        var server = new RedisServer(folder, freePort());
        server.startAgain();
        return server;
    }

    private static String program() {
        String named = System.getenv("PENSTOCK_REDIS");
        if (named != null) {
            return named;
        }
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(part -> Path.of(part, "redis-server"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what it had written to its folder, if anything. */
    public void startAgain() {
        List<String> command = new ArrayList<>(List.of(
                program(), "--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes"));
        command.addAll(List.of("--appendfsync", "everysec", "--dir", folder.toString()));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(STARTS_WITHIN).until(this::answers);
    }

    private boolean answers() {
        try (var jedis = client()) {
            return jedis.ping().equals("PONG");
        } catch (JedisException notYet) {
            return false;
        }
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    public Jedis client() {
        return new Jedis("127.0.0.1", port);
    }

    /** As a machine without power does. */
    public void kill() {
        process.destroyForcibly();
        Awaitility.await().atMost(STARTS_WITHIN).until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        kill();
    }
}
