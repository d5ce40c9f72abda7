// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.geo.GeoLocation;
import dev.penstock.streams.geo.GeoResolver;

import java.util.concurrent.CountDownLatch;

/** Holds the thread that processes an event of {@link #pipeline} until it is told to go on. */
public final class HeldEvents implements GeoResolver {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** A pipeline of clicks that asks where each is from; with the topic {@code visits} besides its own. */
    public static Pipeline pipeline(ClickPipeline clicks) {
        return PipelineReader.read(clicks.name() + ".yaml", clicks.yaml() + """
                streams:
                  visits: {from: clicks, enrich: {geo: {field: user}}, to: %s-visits}
                """.formatted(clicks.name()));
    }

    /** Waits until an event is held. */
    public void await() throws InterruptedException {
        held.await();
    }

    public void release() {
        released.countDown();
    }

    @Override
    public GeoLocation resolve(String address) {
        held.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return GeoLocation.UNKNOWN;
    }
}
