// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import static java.util.Objects.requireNonNull;

/**
 * Where an address belongs. A country or city that is not known is the empty string.
 *
 * @param region one of the names that {@link IanaRegions} lists, or from a database also {@code antarctica}; never empty
 * @param country the ISO 3166-1 alpha-2 code, such as {@code DE}, if the database in use has codes, otherwise its own name
 *     for the country
 * @param city its English name if there is one
 */
public record GeoLocation(String region, String country, String city) {

    /** Of text that is no IP address, and of IPv6 addresses that belong to nobody. */
    public static final GeoLocation UNKNOWN = ofRegion("unknown");

    public GeoLocation {
        requireNonNull(region, "region");
        requireNonNull(country, "country");
        requireNonNull(city, "city");
    }

    /** A location is looked up with every event, and what a record has by itself takes a longer way to much the same. */
    @Override
    public int hashCode() {
        return 31 * (31 * region.hashCode() + country.hashCode()) + city.hashCode();
    }

    static GeoLocation ofRegion(String region) {
        return new GeoLocation(region, "", "");
    }
}
