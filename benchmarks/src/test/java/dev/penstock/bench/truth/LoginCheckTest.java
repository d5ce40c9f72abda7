// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class LoginCheckTest {

    /** 22:13:20 UTC. */
    private static final long SECONDS = 1_700_000_000L;

    private static final String FIELDS = """
            "user_id":"u","app_version":"2.3.0","device_type":"iOS 17","ip":"3.4.5.6","locale":"RU","timestamp":%d""";
    private static final String ENRICHED = "{" + FIELDS + """
            ,"event_hour":22,"geo":{"region":"north-america"},"platform":"iOS","major":2,"minor":3,"patch":0,"processed":true,\
            "session":{"id":"s","index":%d}}""";

    private final Truth truth = new Truth(Sampling.ALL);

    @BeforeEach
    void addLogins() {
        addLogin(login(SECONDS));
        addLogin(login(SECONDS + 1));
    }

    private void addLogin(byte[] value) {
        var login = Login.read(value);
        truth.add(login, LoginTally.of(value, login));
    }

    @Test
    void shouldFindACopyRight() {
        assertThat(check(false, login(SECONDS), login(SECONDS + 1)).right()).isTrue();
    }

    @Test
    void shouldFindAMissingAndASurplusLogin() {
        assertThat(check(false, login(SECONDS)).right()).isFalse();
        assertThat(check(false, login(SECONDS), login(SECONDS + 1), login(SECONDS + 1))
                        .right())
                .isFalse();
    }

    @Test
    void shouldFindALoginThatIsThereTwiceInPlaceOfAnother() {
        assertThat(check(false, login(SECONDS), login(SECONDS)).examples()).containsExactly("not the same logins");
    }

    @Test
    void shouldWantACopyToHaveTheSameBytes() {
        byte[] spaced = bytes("{ " + FIELDS.formatted(SECONDS + 1) + "}");

        assertThat(check(false, login(SECONDS), spaced).examples()).containsExactly("not the same bytes");
    }

    @Test
    void shouldFindEnrichedLoginsRight() {
        Verdict verdict = check(true, enriched(SECONDS, 1), enriched(SECONDS + 1, 2));

        assertThat(verdict.examples()).isEmpty();
        assertThat(verdict.right()).isTrue();
        assertThat(verdict.checked()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"north-america, europe", "22, 23", "true, false", "'platform', 'plate'", "'minor\":3', 'minor\":4'"})
    void shouldFindAWrongEnrichment(String right, String wrong) {
        byte[] changed = bytes(ENRICHED.formatted(SECONDS, 1).replace(right, wrong));

        assertThat(check(true, changed, enriched(SECONDS + 1, 2)).wrong()).isEqualTo(1);
    }

    @Test
    void shouldWantTheEventsOfASessionToBeCounted() {
        assertThat(check(true, enriched(SECONDS, 1), enriched(SECONDS + 1, 1)).wrong())
                .isEqualTo(1);
    }

    private Verdict check(boolean enriched, byte[]... values) {
        var check = new LoginCheck(enriched);
        for (byte[] value : values) {
            check.add(value);
        }
        return check.verdict(truth.logins());
    }

    private static byte[] login(long seconds) {
        return bytes("{" + FIELDS.formatted(seconds) + "}");
    }

    private static byte[] enriched(long seconds, int index) {
        return bytes(ENRICHED.formatted(seconds, index));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
