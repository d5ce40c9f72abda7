// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

/**
 * What is always the same about a user, worked out from the user's number whenever it is needed, so that nothing has to
 * be kept: id, address, device, version and language.
 */
final class UserProfile {

    private static final byte[] DASH = Utf8Buffer.utf8("-");
    private static final byte[] DOT = Utf8Buffer.utf8(".");
    private static final byte[][] VERSIONS =
            Utf8Buffer.utf8All("2.3.0", "2.3.0", "2.3.0", "2.2.0", "2.2.0", "2.1.4", "2.0.1", "1.9.8");

    private final long traits;
    private final long idHigh;
    private final long idLow;

    UserProfile(int number) {
        traits = SplitMix.mix(number + 0x5851F42D4C957F2DL);
        long high = SplitMix.mix(traits);
        // A random UUID (RFC 9562): version 4, variant 2.
        idHigh = (high & 0xFFFFFFFFFFFF0FFFL) | 0x4000;
        idLow = (SplitMix.mix(high) & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    }

    /** The user's UUID as text. */
    byte[] id(Utf8Buffer buffer) {
        return buffer.clear()
                .hex(idHigh >>> 32, 8)
                .text(DASH)
                .hex(idHigh >>> 16, 4)
                .text(DASH)
                .hex(idHigh, 4)
                .text(DASH)
                .hex(idLow >>> 48, 4)
                .text(DASH)
                .hex(idLow, 12)
                .toBytes();
    }

    WorldRegion world() {
        return WorldRegion.of(pick(0, 100));
    }

    DevicePlatform platform() {
        return DevicePlatform.of(pick(8, 100));
    }

    byte[] deviceType() {
        byte[][] spellings = platform().spellings;
        return spellings[pick(16, spellings.length)];
    }

    byte[] version() {
        return VERSIONS[pick(24, VERSIONS.length)];
    }

    byte[] locale() {
        byte[][] locales = world().locales;
        return locales[pick(32, locales.length)];
    }

    /** How likely the user is to praise and not to blame, from 0 to 1. */
    double mood() {
        return pick(48, 101) / 100.0;
    }

    /** A number for this user alone. */
    long traits() {
        return traits;
    }

    /** An IPv4 address that the region's registry gives out. */
    void writeAddress(Utf8Buffer buffer) {
        int[] networks = world().networks;
        buffer.digits(networks[pick(40, networks.length)])
                .text(DOT)
                .digits(idLow & 255)
                .text(DOT)
                .digits(idLow >>> 8 & 255)
                .text(DOT)
                .digits(1 + (idLow >>> 16 & 255) % 254);
    }

    /** A number below the bound from the user's traits: the same for the same place. */
    private int pick(int place, int bound) {
        return (int) (((Long.rotateRight(traits, place) & 0xFFFFFFL) * bound) >>> 24);
    }
}
