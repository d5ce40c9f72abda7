// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.streams.http.route.Route;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;
import java.util.Map;

/**
 * Where an instance can be asked. It has its port from the beginning, because the other instances are told it when this
 * one joins them, but answers nothing before {@link #serve}.
 */
public interface Endpoint extends AutoCloseable {

    /** Where an instance can't be asked. */
    Endpoint NONE = new Endpoint() {
        @Override
        public Map<String, String> kafkaSettings() {
            return Map.of();
        }

        @Override
        public String url() {
            return "";
        }

        @Override
        public void serve(ServedInstance instance) {
            // Nobody can ask.
        }

        @Override
        public void serve(List<Route> routes, MeterRegistry registry) {
            // Nobody can ask.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    /** What Kafka Streams has to know, by Kafka's own names. */
    Map<String, String> kafkaSettings();

    /** Where a browser on this machine finds it; empty if nowhere. */
    String url();

    /** Begins to answer. Called once, before or after the instance is started. */
    void serve(ServedInstance instance);

    /** Begins to answer these routes alone, of something that is no application of Kafka Streams. */
    void serve(List<Route> routes, MeterRegistry registry);

    /** Stops answering. */
    @Override
    void close();
}
