// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import com.dynatrace.hash4j.hashing.Hashing;

/**
 * What a reader of all logins can be checked by.
 *
 * @param events how many there are
 * @param values the sum of the hashes of their values
 * @param fields the sum of the hashes of their fields
 */
public record LoginTally(long events, long values, long fields) {

    static final LoginTally NONE = new LoginTally(0, 0, 0);

    LoginTally plus(LoginTally other) {
        return new LoginTally(events + other.events, values + other.values, fields + other.fields);
    }

    static LoginTally of(byte[] value, Login login) {
        return new LoginTally(1, Hashing.xxh3_64().hashBytesToLong(value), login.hash());
    }
}
