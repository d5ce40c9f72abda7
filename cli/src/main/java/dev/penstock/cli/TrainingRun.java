// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.cli.support.RootLocale;
import dev.penstock.kafka.LocalKafka;
import picocli.CommandLine.ExitCode;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * Does what short commands do, so that the Java VM learns which classes it needs for them. The launcher script has it run once and
 * puts these classes into an archive.
 */
final class TrainingRun {

    private TrainingRun() {}

    /** @param args a pipeline file with made-up events */
    public static void main(String[] args) {
        RootLocale.useByDefault();
        int exitCode;
        try (var kafka = LocalKafka.start()) {
            exitCode = run(args[0], kafka.bootstrapServers());
        }
        System.exit(exitCode);
    }

    /** The exit code: 0 if all commands did what they should. */
    static int run(String pipeline, String servers) {
        // Nobody answers there; whoever asks is loaded all the same.
        run(List.of("query", "groups", "--url", "http://127.0.0.1:1"));
        return List.of(
                        List.of("--version"),
                        List.of("--help"),
                        List.of("topics", "--help"),
                        List.of("kafka", "--help"),
                        List.of("pipeline", "validate", pipeline),
                        List.of("topology", "--pipeline", pipeline),
                        List.of("topics", "--pipeline", pipeline, "--bootstrap-server", servers),
                        List.of("produce", "--duration", "1s", "--rate", "10", "--bootstrap-server", servers),
                        List.of("dlq", "list", "user-login-dlq", "--bootstrap-server", servers))
                .stream()
                .mapToInt(TrainingRun::run)
                .max()
                .orElse(ExitCode.OK);
    }

    private static int run(List<String> line) {
        String[] arguments = line.toArray(String[]::new);
        var nowhere = new PrintWriter(Writer.nullWriter());
        return Penstock.commandLine(arguments).setOut(nowhere).setErr(nowhere).execute(arguments);
    }
}
