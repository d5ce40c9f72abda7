// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.common.utils.internals.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Runs a {@link LocalKafka} until SIGINT or SIGTERM. */
@Command(
        name = "broker",
        sortOptions = false,
        description = "Runs Kafka on this machine, reachable from this machine only, until Ctrl-C or SIGTERM.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped by a signal", "1:it did not start, or failed later", "2:wrong usage"})
public final class BrokerCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port to listen on; 0 is any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where topics are kept: made and formatted at the first start, taken up again at the next."
                    + " Default: a temporary folder, removed at the end")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            run(err);
            return 0;
        } catch (LocalKafkaException e) {
            err.printf(Locale.ROOT, "%s: %s%n", spec.qualifiedName(), e.getMessage());
            return 1;
        }
    }

    private void run(PrintWriter err) {
        CompletableFuture<Void> signal = StopSignal.install();
        try (LocalKafka kafka = options().start()) {
            // For an end that StopSignal doesn't see, such as a closed terminal.
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "local-kafka-close"));
            err.printf(
                    Locale.ROOT,
                    "Kafka %s is ready at %s, data in %s%s%n",
                    AppInfoParser.getVersion(),
                    kafka.bootstrapServers(),
                    kafka.dataFolder(),
                    isTemporary() ? " (temporary, removed at the end)" : "");
            err.flush();
            Object end = CompletableFuture.anyOf(signal, kafka.failure().toCompletableFuture())
                    .join();
            if (end instanceof LocalKafkaException failure) {
                throw failure;
            }
        }
    }

    private LocalKafka.Builder options() {
        LocalKafka.Builder options = LocalKafka.builder();
        try {
            options.port(port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--port: " + e.getMessage(), e);
        }
        return isTemporary() ? options : options.dataFolder(data);
    }

    private boolean isTemporary() {
        return data == null;
    }
}
