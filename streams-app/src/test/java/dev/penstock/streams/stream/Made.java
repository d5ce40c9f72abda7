// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.enrich.Enrichments;
import dev.penstock.streams.enrich.InputEvent;
import dev.penstock.streams.geo.GeoLocation;
import dev.penstock.streams.geo.GeoResolver;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a stream makes of events of a source whose key is the field {@code k} and whose time is {@code t}, in millis. */
public final class Made {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

    private final EventDecoder decoder;
    private final EventMaker maker;

    /** @param stream settings of the stream, one per line */
    public Made(String... stream) {
        var pipeline = PipelineReader.read("test.yaml", """
                sources:
                  in: {topic: in, partitioned_by: k, timestamp: {field: t, unit: millis}}
                streams:
                  out:
                    from: in
                    to: out
                    %s
                """.formatted(String.join("\n    ", stream)));
        decoder = new EventDecoder(pipeline, pipeline.sourceOf("in"), DecodeLimits.DEFAULT);
        var enrichments = new Enrichments(new TwoPlaces(), Clock.fixed(NOW, ZoneOffset.UTC), session -> {
            throw new UnsupportedOperationException();
        });
        maker = new EventMaker(pipeline.stream("out"), decoder.projection(), enrichments);
    }

    /** @param event with apostrophes for quotation marks */
    public String of(String event) {
        return ofJson(event.replace('\'', '"'));
    }

    String ofJson(String event) {
        var taken = (Event) decoder.decode(event.getBytes(UTF_8));
        return new String(maker.make(new InputEvent(new byte[0], taken)), UTF_8);
    }

    /** Knows the city of one address, the country of another, that some are a city, and the region of all others. */
    private record TwoPlaces() implements GeoResolver {
        @Override
        public GeoLocation resolve(String address) {
            return switch (address) {
                case "1.1.1.1" -> new GeoLocation("europe", "DE", "Köln \"Süd\"");
                case "2.2.2.2" -> new GeoLocation("africa", "KE", "");
                default ->
                    address.startsWith("city-") ? new GeoLocation("somewhere", "", address) : GeoLocation.UNKNOWN;
            };
        }

        @Override
        public void close() {}
    }
}
