// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.bytes.JsonBuffer;

import java.util.List;

/**
 * The platforms that device types are sorted into. A device type is of a platform when it begins with one of the
 * platform's words, in upper or lower case, with no letter right behind it: {@code iPhone14,2} and {@code IOS} are
 * {@code iOS}. What begins with no such word is {@link #OTHER}.
 */
enum Platform {
    IOS("iOS", "ios", "iphone", "ipad", "ipados", "ipod"),
    ANDROID("Android", "android"),
    MACOS("macOS", "macos", "mac", "macintosh", "macbook", "macbookair", "macbookpro", "imac", "osx", "os x"),
    WINDOWS("Windows", "windows", "win"),
    LINUX("Linux", "linux"),
    WEB("Web", "web", "browser", "www"),
    OTHER("other");

    private static final Platform[] ALL = values();

    private final byte[] json;
    private final String[] words;

    Platform(String label, String... words) {
        this.json = JsonBuffer.quoted(label);
        this.words = words;
    }

    static Platform of(String deviceType) {
        int start = 0;
        while (start < deviceType.length() && Character.isWhitespace(deviceType.charAt(start))) {
            start++;
        }
        if (start == deviceType.length()) {
            return OTHER;
        }
        char first = folded(deviceType.charAt(start));
        for (Platform platform : ALL) {
            for (String word : platform.words) {
                if (word.charAt(0) == first && beginsWith(deviceType, start, word)) {
                    return platform;
                }
            }
        }
        return OTHER;
    }

    List<String> words() {
        return List.of(words);
    }

    /** The same for two characters where {@link String#regionMatches} without regard to case takes them for the same. */
    private static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static boolean beginsWith(String text, int start, String word) {
        int end = start + word.length();
        return text.regionMatches(true, start, word, 0, word.length())
                && (end == text.length() || !Character.isLetter(text.charAt(end)));
    }

    void write(JsonBuffer out) {
        out.put(json);
    }
}
