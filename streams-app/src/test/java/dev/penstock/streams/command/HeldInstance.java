// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.streams.app.ClickPipeline;
import dev.penstock.streams.app.HeldEvents;
import dev.penstock.streams.app.StreamsApp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** An instance whose stream thread hangs in its first event. A process of its own, since it may not end well. */
final class HeldInstance {

    static final String HELD = "held";

    private HeldInstance() {}

    static ClickPipeline clicks(String servers) {
        return new ClickPipeline("held-clicks", servers);
    }

    /** @param arguments Kafka, a folder for the state, and whether a signal is waited for */
    public static void main(String[] arguments) throws InterruptedException {
        var clicks = clicks(arguments[0]);
        var events = new HeldEvents();
        var app = new StreamsApp(
                HeldEvents.pipeline(clicks),
                clicks.settings(Path.of(arguments[1]), Map.of()),
                events,
                new SimpleMeterRegistry());
        if (Boolean.parseBoolean(arguments[2])) {
            new Thread(() -> sayWhenHeld(events)).start();
            new StreamsRun(() -> app).run();
        }
        app.start();
        sayWhenHeld(events);
        say("stopped: " + app.stop(Duration.ofMillis(100)));
        // Only now its thread writes what it has gathered, for which it opens a store.
        events.release();
        while (!app.hasEnded()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        say("ended");
    }

    private static void sayWhenHeld(HeldEvents events) {
        try {
            events.await();
            say(HELD);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
