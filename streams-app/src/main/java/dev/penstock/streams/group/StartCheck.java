// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.source.StateOrigin;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes sure that a pipeline may run under its application id, before it joins the group: one that should not be there
 * would take partitions from those that run. Every method waits for Kafka, and throws a {@link KafkaFailure} where it does not
 * answer and a {@link CommandException} where the pipeline may not run.
 */
public final class StartCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final KafkaSettings kafka;
    private final Membership membership;
    private final Pipeline pipeline;
    private final Admin admin;
    private final LiveGroupReader groups;

    /** @throws KafkaFailure if the settings are no client's */
    public StartCheck(KafkaSettings kafka, Membership membership, Pipeline pipeline) {
        this.kafka = kafka;
        this.membership = membership;
        this.pipeline = pipeline;
        try {
            admin = Admin.create(kafka.client(Map.of()));
        } catch (KafkaException e) {
            throw KafkaFailure.of(kafka, e);
        }
        groups = new LiveGroupReader(admin);
    }

    /**
     * Refuses to begin anew, unasked, what has run under another id: both would write to the same topics, and one of them
     * everything once more.
     *
     * @param everOf tells the ids that this pipeline may have had by default
     */
    public void refuseAnotherDefault(Predicate<String> everOf) {
        asking(() -> {
            if (groups.committed(membership.group()).isEmpty()) {
                groups.names().stream()
                        .filter(everOf.and(group -> !group.equals(membership.group())))
                        .sorted()
                        .forEach(this::refuseIfItReadTheSources);
            }
        });
    }

    private void refuseIfItReadTheSources(String group) {
        try {
            List<String> topics = groups.committed(group).keySet().stream()
                    .map(TopicPartition::topic)
                    .filter(pipeline.sources().stream().map(Source::topic).toList()::contains)
                    .distinct()
                    .sorted()
                    .toList();
            if (!topics.isEmpty()) {
                throw new CommandException(String.format(
                        Locale.ROOT,
                        "%2$s would read everything from the start, and %1$s has read %3$s: go on with the state of that by --application-id %1$s, or begin anew by --application-id %2$s",
                        group,
                        membership.group(),
                        String.join(", ", topics)));
            }
        } catch (AuthorizationException e) {
            LOG.debug("{} is nobody's business here", group, e);
        }
    }

    /** Refuses to go on with the state of another source or stream of the same name. */
    public void refuseStateOfOtherOrigin() {
        asking(() -> {
            Map<TopicPartition, String> notes = groups.committed(membership.group()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, committed -> committed.getValue().metadata()));
            StateOrigin.difference(pipeline, notes).ifPresent(difference -> {
                throw new CommandException(difference + "; the state of " + membership.group()
                        + " can't go on with that, start with another --application-id or undo the change");
            });
        });
    }

    /** Waits, as long as members may be dead, until none is in the way; refuses where one stays. */
    public void awaitFittingMembers() {
        asking(() -> {
            long start = System.nanoTime();
            boolean told = false;
            for (Optional<String> objection = look(); objection.isPresent(); objection = look()) {
                if (System.nanoTime() - start > membership.patience().toNanos()) {
                    throw new CommandException(objection.get());
                }
                if (!told) {
                    LOG.warn(
                            "waiting up to {} s for members to leave the group: {}",
                            membership.patience().toSeconds(),
                            objection.get());
                    told = true;
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        });
    }

    private Optional<String> look() {
        return membership.objection(groups.read(membership.group()));
    }

    private void asking(Runnable questions) {
        try {
            questions.run();
        } catch (KafkaException e) {
            throw KafkaFailure.of(kafka, e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
