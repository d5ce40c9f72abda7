// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.dlq;

import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.streams.client.ClientSettings;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.replay.LetterFilter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which letters a command is about. */
final class LetterArguments {

    @Parameters(paramLabel = "TOPIC", description = "A topic of dead letters or late events, such as user-login-dlq.")
    private String topic;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            completionCandidates = Reasons.class,
            description = "Takes only letters with this reason; can be repeated. One of: ${COMPLETION-CANDIDATES}."
                    + " Default: all")
    private Set<String> reasons = new LinkedHashSet<>();

    @Option(names = "--limit", paramLabel = "N", description = "Takes so many letters at most. Default: all")
    private long limit = Long.MAX_VALUE;

    @Mixin
    private KafkaArguments kafka;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    static final class Reasons implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Letter.REASONS.iterator();
        }
    }

    String topic() {
        return topic;
    }

    /** @throws ParameterException if there is no such reason or the limit is none */
    LetterFilter filter() {
        try {
            return new LetterFilter(reasons, limit);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    KafkaSettings kafka() {
        return ClientSettings.of(kafka);
    }
}
