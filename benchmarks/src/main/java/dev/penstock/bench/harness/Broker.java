// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.time.Duration;
import java.util.List;

/** A broker in a process of its own, with nothing in it. */
public final class Broker implements AutoCloseable {

    /** Of its JVM, as {@code -Xmx} takes it. */
    public static final String HEAP = "1g";

    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final Workplace place;
    private final Child child;
    private final String bootstrap;

    private Broker(Workplace place, Child child) {
        this.place = place;
        this.child = child;
        String line = child.nextLine(START_WITHIN);
        if (!line.startsWith(Messages.READY)) {
            throw new BenchException("the broker said: " + line);
        }
        bootstrap = line.substring(Messages.READY.length());
    }

    /** @param heap as {@code -Xmx} takes it */
    public static Broker start(Workplace place, String heap) {
        return start(place, heap, List.of());
    }

    /** @param settings more of Kafka's, each {@code name=value} */
    public static Broker start(Workplace place, String heap, List<String> settings) {
        return new Broker(place, place.start(new ChildCommand("broker", BrokerMain.class, heap, settings)));
    }

    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        place.end(child);
    }
}
