// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.session.Sessions;

import java.time.Clock;
import java.util.function.Function;

/**
 * What enrichers need beyond the event.
 *
 * @param geo says where an address belongs
 * @param clock tells when an event was processed
 * @param sessions gives the sessions of the partition; asked once by a stream that has the enricher
 */
public record Enrichments(GeoResolver geo, Clock clock, Function<Enricher.Session, Sessions> sessions) {

    /** @param projection of the events that will be looked at */
    public Enrichment of(Enricher enricher, Projection projection) {
        if (enricher instanceof Enricher.Time) {
            return new TimeEnrichment(clock);
        } else if (enricher instanceof Enricher.Geo byAddress) {
            return new GeoEnrichment(projection.slot(byAddress.field()), geo);
        } else if (enricher instanceof Enricher.Device device) {
            return new DeviceEnrichment(projection.slot(device.field()));
        } else if (enricher instanceof Enricher.Version version) {
            return new VersionEnrichment(projection.slot(version.field()));
        } else if (enricher instanceof Enricher.Sentiment sentiment) {
            return new SentimentEnrichment(projection.slot(sentiment.field()));
        } else if (enricher instanceof Enricher.Session session) {
            return new SessionEnrichment(sessions.apply(session));
        }
        throw new IllegalArgumentException("nothing does what " + enricher + " says");
    }
}
