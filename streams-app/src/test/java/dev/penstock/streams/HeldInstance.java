// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import dev.penstock.event.pipeline.PipelineReader;
import dev.penstock.streams.geo.GeoLocation;
import dev.penstock.streams.geo.GeoResolver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** An instance whose stream thread hangs in its first event. A process of its own, since it may not end well. */
final class HeldInstance implements GeoResolver {

    static final String NAME = "held";

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private HeldInstance() {}

    static ClickPipeline clicks(String servers) {
        return new ClickPipeline(NAME, servers);
    }

    /** @param arguments Kafka, a folder for the state, and whether a signal is waited for */
    public static void main(String[] arguments) throws InterruptedException {
        var instance = new HeldInstance();
        var clicks = clicks(arguments[0]);
        var pipeline = PipelineReader.read("held.yaml", clicks.yaml() + """
                streams:
                  visits: {from: clicks, enrich: {geo: {field: user}}, to: held-visits}
                """);
        var settings = clicks.settings(Path.of(arguments[1]), Map.of());
        var registry = new SimpleMeterRegistry();
        if (Boolean.parseBoolean(arguments[2])) {
            new StreamsRun(() -> new StreamsApp(pipeline, settings, instance, registry)).run();
        }
        var app = new StreamsApp(pipeline, settings, instance, registry);
        app.start();
        instance.held.await();
        say("stopped: " + app.stop(Duration.ofMillis(100)));
        // Only now its thread writes what it has gathered, for which it opens a store.
        instance.released.countDown();
        while (!app.hasEnded()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        say("ended");
    }

    private static void say(String line) {
        System.err.println(line);
    }

    @Override
    public GeoLocation resolve(String address) {
        say("held");
        held.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return GeoLocation.UNKNOWN;
    }
}
