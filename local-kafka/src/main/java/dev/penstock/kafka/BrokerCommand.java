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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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

    @Option(
            names = "--secure",
            paramLabel = "DIR",
            description =
                    "Takes nobody in who does not log in over TLS: by password (SCRAM-SHA-512) at --port, by certificate"
                            + " (mTLS) at the port behind it. Nobody but admin may do anything before an ACL allows it."
                            + " Certificates, passwords and what clients need as --config are written to this folder:"
                            + " NAME.properties and NAME-mtls.properties for the users admin, app, topics, producer, reader,"
                            + " replay and store. Default: all may do anything")
    private Path secure;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Another name or address of this machine in the certificate of --secure; can be repeated."
                    + " Default: localhost and 127.0.0.1 alone")
    private List<String> hosts = List.of();

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
            kafka.secureFolder()
                    .ifPresent(folder -> err.printf(
                            Locale.ROOT,
                            "Logins by password there, by certificate at %s; settings of clients in %s, certificates for %s"
                                    + " until %s%n",
                            kafka.certificateServers().orElseThrow(),
                            folder.path(),
                            String.join(", ", folder.names()),
                            LocalDate.ofInstant(folder.expiry(), ZoneOffset.UTC)));
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
        if (secure != null) {
            options.secure(secure, hosts);
        } else if (!hosts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--host needs --secure");
        }
        return isTemporary() ? options : options.dataFolder(data);
    }

    private boolean isTemporary() {
        return data == null;
    }
}
