// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.cli.support.Causes;
import dev.penstock.streams.topics.InternalTopics;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.TopologyException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what no new thread will mend from what one might, and says it in a line. */
final class FatalFaults {

    static final String TOPIC_GONE = "a topic is gone";

    private static final String DISK_FULL = "No space left on device";

    /** The broker's setting, which Kafka names in a text and not by a type of exception. */
    private static final String BROKERS_TRANSACTION_LIMIT = "transaction.max.timeout.ms";

    /** How brokers tell that the first member of a group, whether it is still there or not, had another topology. */
    private static final String OTHER_TOPOLOGY = "Topology updates are not supported";

    /** How Kafka tells, by the text of a plain exception alone, that a source topic is not sized as it was. */
    private static final Pattern OTHER_PARTITIONS =
            Pattern.compile("internal topic (\\S+) has invalid partitions: expected: (\\d+); actual: (\\d+)");

    /** What Kafka Streams says of a record that it could not send. */
    private static final Pattern OWN_TOPIC = Pattern.compile("to topic \\S+-(changelog|repartition) for task");

    private static final String OTHER_STATE =
            "the state of an earlier pipeline can't be read, start with another --application-id";

    private static final String OTHER_GROUP =
            "the group runs with another group.protocol, or is not Penstock's; start with theirs or with another --application-id";

    private static final List<Rule> RULES = List.of(
            new Rule(MissingSourceTopicException.class, TOPIC_GONE),
            new Rule(TopologyException.class, "the topology does not fit its topics or its state"),
            new Rule(AuthenticationException.class, "Kafka refuses who this is"),
            new Rule(AuthorizationException.class, "Kafka refuses to allow it"),
            new Rule(ConfigException.class, "wrong setting"),
            // Before the one that it is a kind of.
            new Rule(InvalidTopicException.class, "Kafka refuses a topic"),
            new Rule(InvalidConfigurationException.class, "wrong setting"),
            new Rule(UnsupportedVersionException.class, "the Kafka broker is too old or lacks a feature"),
            new Rule(InvalidReplicationFactorException.class, "an internal topic can't be created"),
            new Rule(PolicyViolationException.class, "an internal topic can't be created"),
            new Rule(FencedInstanceIdException.class, "another instance has the same group.instance.id"),
            new Rule(InconsistentGroupProtocolException.class, OTHER_GROUP),
            new Rule(GroupIdNotFoundException.class, OTHER_GROUP),
            new Rule(TileFormatException.class, OTHER_STATE),
            new Rule(SerializationException.class, OTHER_STATE));

    private record Rule(Class<? extends Exception> type, String meaning) {}

    private FatalFaults() {}

    /** What is wrong, in one line, if starting a new thread is of no use. */
    static Optional<String> line(Throwable thrown, Path stateFolder) {
        List<Throwable> chain = chain(thrown);
        for (Throwable link : chain) {
            if (link instanceof Error) {
                return Optional.of("the Java VM is not sound any more: " + link);
            }
            if (String.valueOf(link.getMessage()).contains(DISK_FULL)) {
                return Optional.of(diskFull(link, stateFolder));
            }
            if (String.valueOf(link.getMessage()).contains(OTHER_TOPOLOGY)) {
                return Optional.of(
                        "the group runs or ran another pipeline, and with group.protocol=streams Kafka keeps a group to"
                                + " one topology; start with another --application-id, or, when all instances are stopped, once with"
                                + " group.protocol=classic");
            }
            if (String.valueOf(link.getMessage()).contains(BROKERS_TRANSACTION_LIMIT)) {
                return Optional.of("wrong setting: producer.transaction.timeout.ms: " + Causes.line(link));
            }
            if (link instanceof RecordTooLargeException && chain.stream().anyMatch(FatalFaults::isOfOwnTopic)) {
                return Optional.of("a topic of the application itself takes no record as large as this one: "
                        + oneLine(chain.get(0)));
            }
            Matcher partitions = OTHER_PARTITIONS.matcher(String.valueOf(link.getMessage()));
            if (partitions.find()) {
                return Optional.of(
                        InternalTopics.otherSize(partitions.group(1), partitions.group(3), partitions.group(2)));
            }
        }
        return RULES.stream()
                .flatMap(rule ->
                        chain.stream().filter(rule.type::isInstance).map(link -> rule.meaning + ": " + oneLine(link)))
                .findFirst();
    }

    /** What goes to another topic is made fit when it is tried again. */
    private static boolean isOfOwnTopic(Throwable link) {
        return OWN_TOPIC.matcher(String.valueOf(link.getMessage())).find();
    }

    static String diskFull(Throwable thrown, Path stateFolder) {
        return "the disk of " + stateFolder + " is full: " + Causes.line(thrown);
    }

    private static String oneLine(Throwable link) {
        return link.getMessage() == null
                        || link instanceof AuthenticationException
                        || link instanceof AuthorizationException
                ? Causes.line(link)
                : link.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null; link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }
}
