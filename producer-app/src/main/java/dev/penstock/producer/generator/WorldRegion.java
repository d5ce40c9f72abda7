// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

/**
 * A part of the world: its share of the users, its languages, and first octets of addresses which the IANA IPv4
 * registry assigns to its registry (ARIN, RIPE NCC, APNIC, LACNIC, AFRINIC) and which hold no special-use range.
 */
enum WorldRegion {
    NORTH_AMERICA(
            28,
            "NA",
            new int[] {23, 50, 63, 66, 68, 71, 73, 96, 98, 107, 174},
            "en-US",
            "en-US",
            "es-US",
            "en-CA",
            "fr-CA"),
    EUROPE(
            58,
            "EU",
            new int[] {2, 5, 31, 37, 46, 62, 78, 81, 84, 91, 93, 109, 178, 213},
            "de-DE",
            "en-GB",
            "fr-FR",
            "es-ES",
            "it-IT",
            "pl-PL",
            "sv-SE",
            "tr-TR"),
    ASIA_PACIFIC(
            85,
            "AP",
            new int[] {1, 14, 27, 36, 42, 49, 58, 61, 101, 110, 114, 118, 125, 180, 219},
            "ja-JP",
            "zh-CN",
            "hi-IN",
            "en-IN",
            "id-ID",
            "ko-KR",
            "en-AU"),
    LATIN_AMERICA(
            94, "LA", new int[] {177, 179, 181, 186, 189, 190, 200, 201}, "pt-BR", "pt-BR", "es-MX", "es-AR", "es-CO"),
    AFRICA(100, "AF", new int[] {41, 102, 105, 196, 197}, "en-NG", "en-ZA", "ar-EG", "fr-MA", "sw-KE");

    private final int upTo;
    final byte[] region;
    final int[] networks;
    final byte[][] locales;

    WorldRegion(int upTo, String region, int[] networks, String... locales) {
        this.upTo = upTo;
        this.region = Utf8Buffer.utf8(region);
        this.networks = networks;
        this.locales = Utf8Buffer.utf8All(locales);
    }

    static WorldRegion of(int percentile) {
        for (WorldRegion world : values()) {
            if (percentile < world.upTo) {
                return world;
            }
        }
        throw new IllegalArgumentException("no percentile: " + percentile);
    }
}
