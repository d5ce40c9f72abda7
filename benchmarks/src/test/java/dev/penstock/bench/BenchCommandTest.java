// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.streams.command.UsageReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.assertj.core.api.Assertions.assertThat;

class BenchCommandTest {

    @ParameterizedTest
    @CsvSource({
        "--quick --pace=2, bench, '--quick has the same events at any pace, found --pace as well'",
        "--quick --pace=0.5, bench, 'a pace is 1 to 8, found 0.5'",
        "freshness --rates=0, bench freshness, 'a rate is at least 1 event per second, found 0'",
        "freshness --compression=zip, bench freshness, 'a compression is none, gzip, snappy, lz4 or zstd, found ''zip'''"
    })
    void shouldSayInALineWhatIsWrong(String arguments, String command, String message) {
        var err = new StringWriter();

        int code = new CommandLine(new BenchCommand())
                .setParameterExceptionHandler(new UsageReport())
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err).hasToString("%s: %s; see %1$s --help%n".formatted(command, message));
    }
}
