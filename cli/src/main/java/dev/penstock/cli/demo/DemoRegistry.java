// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.registry.RegistrySettings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The schema registry that scripts/install-registry installed, in a process of its own. */
final class DemoRegistry implements AutoCloseable {

    private static final String VERSION = "3.0.9";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int OK = 200;

    private final Process process;
    private final String url;

    private DemoRegistry(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Returns when it answers.
     *
     * @param folder for its log
     * @throws CommandException if none is installed, or it doesn't start
     */
    static DemoRegistry start(Path folder) {
        Path jar = home().resolve("apicurio-registry-app-" + VERSION + "-runner.jar");
        if (!Files.exists(jar)) {
            throw new CommandException("the pipeline reads events whose schemas are in a registry: name one with"
                    + " --schema-registry-url, or install one with scripts/install-registry");
        }
        try {
            int port = freePort();
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=" + port,
                            "-jar",
                            jar.toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("registry.log").toFile())
                    .start();
            var registry = new DemoRegistry(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
            registry.await();
            return registry;
        } catch (IOException e) {
            throw new CommandException("the schema registry can't be started: " + e.getMessage(), e);
        }
    }

    private static Path home() {
        String named = System.getenv("PENSTOCK_REGISTRY");
        return named != null
                ? Path.of(named)
                : Path.of(System.getProperty("user.home"), ".cache", "penstock", "apicurio-registry-" + VERSION);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await() {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new CommandException("the schema registry did not start");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean answers() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while the schema registry started", e);
        }
    }

    /** How clients reach it. */
    Map<String, String> settings() {
        return Map.of(RegistrySettings.URL, url);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
