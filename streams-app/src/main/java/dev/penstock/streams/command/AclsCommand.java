// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.PipelineOption;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.access.AclText;
import dev.penstock.streams.access.NeededPermissions;
import dev.penstock.streams.access.Permission;
import dev.penstock.streams.access.Role;
import dev.penstock.streams.app.ApplicationId;
import dev.penstock.streams.app.StreamsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the ACLs that a pipeline needs. */
@Command(
        name = "acls",
        sortOptions = false,
        description = {
            "Prints the least that Kafka has to allow for a pipeline, for each role: streams, topics, producer, reader, replay"
                    + " and, where the pipeline has stores, store.",
            "Nothing is asked or changed. It is the same for both group protocols. Every record is sent with a transaction"
                    + " or by a producer that may write a topic, so that none needs IdempotentWrite on the cluster."
        },
        exitCodeList = {"0:done", "1:the pipeline has mistakes", "2:wrong usage"})
public final class AclsCommand extends BaseCommand {

    @Mixin
    private PipelineOption pipeline;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "The application that runs the pipeline. Default: as with ./penstock streams")
    private String applicationId = "";

    @Option(
            names = "--principal",
            paramLabel = "ROLE=USER",
            converter = {OfRole.class, OfUser.class},
            description =
                    "Who has a role; can be repeated. Default: app has streams, every other role is had by a user of its"
                            + " name")
    private Map<Role, String> users = new LinkedHashMap<>();

    @Option(
            names = "--format",
            paramLabel = "kafka-acls|strimzi",
            defaultValue = "kafka-acls",
            converter = OfFormat.class,
            description =
                    "kafka-acls: commands of Kafka's tool; strimzi: KafkaUsers for Strimzi. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "What the commands name as where Kafka is. Default: ${DEFAULT-VALUE}")
    private String servers;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            defaultValue = "admin.properties",
            description = "What the commands name as the settings of who may change ACLs. Default: ${DEFAULT-VALUE}")
    private String config;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "my-cluster",
            description = "The Kafka of Strimzi that users belong to. Default: ${DEFAULT-VALUE}")
    private String cluster;

    private enum Format {
        KAFKA_ACLS,
        STRIMZI
    }

    static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return switch (text) {
                case "kafka-acls" -> Format.KAFKA_ACLS;
                case "strimzi" -> Format.STRIMZI;
                default -> throw new TypeConversionException("expected kafka-acls or strimzi, found '" + text + "'");
            };
        }
    }

    static final class OfRole implements ITypeConverter<Role> {
        @Override
        public Role convert(String text) {
            return Arrays.stream(Role.values())
                    .filter(role -> role.code().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected a role ("
                            + Arrays.stream(Role.values()).map(Role::code).collect(Collectors.joining(", "))
                            + "), found '" + text + "'"));
        }
    }

    static final class OfUser implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.matches("[A-Za-z0-9._@-]+")) {
                throw new TypeConversionException(
                        "expected a user of letters, digits, '.', '_', '@' and '-', found '" + text + "'");
            }
            return text;
        }
    }

    @Override
    public Integer call() {
        Pipeline read = pipeline.read();
        var needed = new NeededPermissions(read, id(read));
        for (Role role : Role.values()) {
            List<Permission> permissions = needed.of(role);
            if (permissions.isEmpty()) {
                continue;
            }
            String user = users.getOrDefault(role, role.user());
            out().print(
                            format == Format.STRIMZI
                                    ? AclText.strimzi(role, user, permissions, cluster)
                                    : AclText.commands(role, user, permissions, servers, config));
        }
        out().flush();
        return ExitCode.OK;
    }

    private String id(Pipeline read) {
        if (applicationId.isEmpty()) {
            return ApplicationId.of(pipeline.file(), read);
        }
        try {
            return StreamsSettings.requireLegalId(applicationId);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), "--application-id: " + e.getMessage(), e);
        }
    }
}
