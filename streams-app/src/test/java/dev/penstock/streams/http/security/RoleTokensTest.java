// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import dev.penstock.cli.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoleTokensTest {

    @TempDir
    private Path folder;

    private final AtomicLong nanoTime = new AtomicLong();
    private Path file;
    private Token own;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("roles");
        own = Token.read(Files.writeString(folder.resolve("token"), "own-0123456789abcdef"));
    }

    @ParameterizedTest
    @CsvSource({
        "features-0123456789, ALLOWED, WRONG_ROLE, WRONG_ROLE",
        "metrics-0123456789, WRONG_ROLE, ALLOWED, WRONG_ROLE",
        "all-0123456789abcdef, ALLOWED, ALLOWED, ALLOWED",
        "own-0123456789abcdef, ALLOWED, ALLOWED, ALLOWED",
        "own-0123456789abcde, WRONG_TOKEN, WRONG_TOKEN, WRONG_TOKEN",
        "features, WRONG_TOKEN, WRONG_TOKEN, WRONG_TOKEN",
        "'', WRONG_TOKEN, WRONG_TOKEN, WRONG_TOKEN"
    })
    void shouldLetEachTokenDoWhatItsRoleMay(String token, Verdict features, Verdict metrics, Verdict all)
            throws IOException {
        Access access = access(
                "# of the models\nfeatures  features-0123456789\n\nmetrics metrics-0123456789\nall\tall-0123456789abcdef\n");

        assertThat(access.judge("Bearer " + token, Role.FEATURES)).isEqualTo(features);
        assertThat(access.judge("bearer " + token, Role.METRICS)).isEqualTo(metrics);
        assertThat(access.judge("BEARER  " + token + " ", Role.ALL)).isEqualTo(all);
        assertThat(access.judge("Basic " + token, Role.FEATURES)).isEqualTo(Verdict.WRONG_TOKEN);
        assertThat(access.judge("", Role.FEATURES)).isEqualTo(Verdict.NO_TOKEN);
    }

    @Test
    void shouldTakeUpChangesAndKeepWhatItHasWhileTheyAreWrong() throws IOException {
        Access access = access("features first-0123456789\n");

        change("features second-0123456789\n", 1);
        assertThat(features(access, "first-0123456789")).isEqualTo(Verdict.ALLOWED);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(features(access, "first-0123456789")).isEqualTo(Verdict.WRONG_TOKEN);
        assertThat(features(access, "second-0123456789")).isEqualTo(Verdict.ALLOWED);

        change("featurs third-0123456789\n", 2);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(features(access, "second-0123456789")).isEqualTo(Verdict.ALLOWED);

        Files.delete(file);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(features(access, "second-0123456789")).isEqualTo(Verdict.ALLOWED);

        change("", 3);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(features(access, "second-0123456789")).isEqualTo(Verdict.WRONG_TOKEN);
        assertThat(features(access, "own-0123456789abcdef")).isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features secret",
                "secret-0123456789",
                "admin secret-0123456789",
                "features secret-0123456789 more",
                "features secret-0123456789\u00e4"
            })
    void shouldRefuseALineThatIsNoneWithoutShowingIt(String line) {
        assertThatThrownBy(() -> access("# first\n" + line))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(file + ":2: expected features, metrics or all, a blank and a token")
                .hasMessageNotContaining("secret");
    }

    private Access access(String text) throws IOException {
        Files.writeString(file, text);
        return new RoleTokens(own, file, nanoTime::get);
    }

    private void change(String text, int seconds) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private static Verdict features(Access access, String token) {
        return access.judge("Bearer " + token, Role.FEATURES);
    }
}
