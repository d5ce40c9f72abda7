// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

/** A kind of device, and the ways in which clients spell it. */
enum DevicePlatform {
    IOS(40, "ios", "iOS", "ios", "iPhone", "IOS"),
    ANDROID(82, "android", "Android", "android", "ANDROID"),
    WEB(100, "web", "web", "Web", "WEB");

    private final int upTo;
    final byte[] device;
    final byte[][] spellings;

    DevicePlatform(int upTo, String device, String... spellings) {
        this.upTo = upTo;
        this.device = Utf8Buffer.utf8(device);
        this.spellings = Utf8Buffer.utf8All(spellings);
    }

    static DevicePlatform of(int percentile) {
        return percentile < IOS.upTo ? IOS : percentile < ANDROID.upTo ? ANDROID : WEB;
    }
}
