// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;

import java.util.Map;
import java.util.TreeMap;

/**
 * The region, country and city of a database record, whichever of the usual layouts its file has: MaxMind's and DB-IP's
 * ({@code continent.code}, {@code country.iso_code}, {@code city.names.en}) or a flat one ({@code continent_code} or {@code
 * continent}, {@code country_code} or {@code country}, {@code city}).
 */
final class MaxMindPlace {

    static final Fields NOWHERE = new Fields("", "", Map.of(), "", "");

    private MaxMindPlace() {}

    /**
     * What MaxMind's reader fills by reflection, which is why it is public; the fields that it does not name are skipped,
     * not decoded.
     */
    public static final class Fields {

        private final String region;
        private final String country;
        private final String city;

        @MaxMindDbConstructor
        public Fields(
                @MaxMindDbParameter(name = "continent") Object continent,
                @MaxMindDbParameter(name = "continent_code") Object continentCode,
                @MaxMindDbParameter(name = "country") Object country,
                @MaxMindDbParameter(name = "country_code") Object countryCode,
                @MaxMindDbParameter(name = "city") Object city) {
            this.region = Continent.regionOf(firstText(member(continent, "code"), continentCode, continent));
            this.country = firstText(member(country, "iso_code"), countryCode, country);
            this.city = firstText(member(member(city, "names"), "en"), anyName(city), city);
        }

        /** Of the continent; empty where the record names none. */
        String region() {
            return region;
        }

        String country() {
            return country;
        }

        String city() {
            return city;
        }

        boolean isNowhere() {
            return country.isEmpty() && city.isEmpty();
        }
    }

    /** In the language whose code sorts first, so that it is always the same one. */
    private static Object anyName(Object place) {
        if (member(place, "names") instanceof Map<?, ?> names && !names.isEmpty()) {
            return new TreeMap<>(names).firstEntry().getValue();
        }
        return "";
    }

    private static Object member(Object map, String key) {
        return map instanceof Map<?, ?> members && members.containsKey(key) ? members.get(key) : "";
    }

    private static String firstText(Object... candidates) {
        for (Object candidate : candidates) {
            if (candidate instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
