// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyLookupTest {

    @ParameterizedTest
    @CsvSource({
        "/api/features/users/ann, limit=1, users, ann, 1",
        "/api/features/user_activity/user-17, limit=9, user_activity, user-17, 9",
        "/api/features/g/a:b@c_D, limit=2, g, a:b@c_D, 2",
    })
    void shouldReadPlainRequests(String path, String query, String group, String key, int limit) {
        assertThat(KeyLookup.read(path, query)).contains(new KeyLookup(group, key, limit));
    }

    /** What it leaves to those who decode, check and explain. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "/api/features/users/ann, null",
                "/api/features/users/ann, ''",
                "/api/features/users/ann, limit=0",
                "/api/features/users/ann, limit=10",
                "/api/features/users/ann, limit=a",
                "/api/features/users/ann, limit=",
                "/api/features/users/ann, Limit=1",
                "/api/features/users/ann, limit=1&last=5m",
                "/api/features/users/ann, from=1",
                "/api/features/users, limit=1",
                "/api/features/users/, limit=1",
                "/api/features//ann, limit=1",
                "/api/features/users/ann/more, limit=1",
                "/api/features/users/%61nn, limit=1",
                "/api/features/users/a;b, limit=1",
                "/api/features/users/.., limit=1",
                "/api/features/users/a+b, limit=1",
                "/api/groups, limit=1",
                "null, limit=1",
            },
            nullValues = "null")
    void shouldLeaveEverythingElse(String path, String query) {
        assertThat(KeyLookup.read(path, query)).isEmpty();
    }
}
