// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import java.util.Optional;

/**
 * A look-up of the newest rows of one key, read from a request that needs no decoding.
 *
 * @param group that the request names, which may not be there
 * @param limit most rows, 1 to 9
 */
public record KeyLookup(String group, String key, int limit) {

    private static final String PATH = "/api/features/";
    private static final String LIMIT = "limit=";

    /** Longer keys are for those who look at each byte. */
    private static final int MOST_KEY_CHARS = 256;

    /**
     * Empty for every other request, and for one that is written in another way.
     *
     * @param path as the request has it
     * @param query what follows the question mark; null if there is none
     */
    static Optional<KeyLookup> read(String path, String query) {
        int limit = limit(query);
        if (limit < 1 || path == null || !path.startsWith(PATH)) {
            return Optional.empty();
        }
        int slash = path.indexOf('/', PATH.length() + 1);
        int keyChars = path.length() - slash - 1;
        if (slash < 0
                || keyChars < 1
                || keyChars > MOST_KEY_CHARS
                || !isPlain(path, PATH.length(), slash)
                || !isPlain(path, slash + 1, path.length())) {
            return Optional.empty();
        }
        return Optional.of(new KeyLookup(path.substring(PATH.length(), slash), path.substring(slash + 1), limit));
    }

    /** 0 where it is not one digit. */
    private static int limit(String query) {
        boolean one = query != null && query.length() == LIMIT.length() + 1 && query.startsWith(LIMIT);
        int digit = one ? query.charAt(LIMIT.length()) - '0' : 0;
        return digit <= 9 ? digit : 0;
    }

    /** Whether it is made of letters, digits and what stands for itself in every path. */
    private static boolean isPlain(String path, int from, int to) {
        for (int at = from; at < to; at++) {
            char here = path.charAt(at);
            boolean plain = here >= 'a' && here <= 'z'
                    || here >= 'A' && here <= 'Z'
                    || here >= '0' && here <= '9'
                    || here == '-'
                    || here == '_'
                    || here == ':'
                    || here == '@';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
