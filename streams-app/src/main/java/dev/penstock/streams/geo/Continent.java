// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The continents as geo databases name them, by code or in English, and the region that each one belongs to. */
enum Continent {
    AF("Africa", "africa"),
    AN("Antarctica", "antarctica"),
    AS("Asia", "asia-pacific"),
    EU("Europe", "europe"),
    NA("North America", "north-america"),
    OC("Oceania", "asia-pacific"),
    SA("South America", "latin-america");

    private static final Map<String, String> REGIONS_BY_CODE = regionsBy(Continent::name);
    private static final Map<String, String> REGIONS_BY_NAME = regionsBy(continent -> continent.english);

    private final String english;
    private final String region;

    Continent(String english, String region) {
        this.english = english;
        this.region = region;
    }

    /** The region of a continent's code or name; empty for any other text. */
    static String regionOf(String text) {
        return REGIONS_BY_CODE.getOrDefault(text, REGIONS_BY_NAME.getOrDefault(text, ""));
    }

    private static Map<String, String> regionsBy(Function<Continent, String> key) {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key, continent -> continent.region));
    }
}
