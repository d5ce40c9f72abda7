// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import dev.penstock.event.pipeline.mistake.Quote;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Asks Kafka about topics and creates them. Every method waits for the answer, {@link KafkaSettings#patience()} at most,
 * and throws a {@link KafkaFailure} if there is none.
 */
public final class KafkaAdmin implements AutoCloseable {

    private final KafkaSettings settings;
    private final Admin admin;

    /** @throws KafkaFailure if the settings are no client's */
    public KafkaAdmin(KafkaSettings settings) {
        this.settings = settings;
        try {
            admin = Admin.create(settings.client(Map.of()));
        } catch (KafkaException e) {
            throw KafkaFailure.of(settings, e);
        }
    }

    public KafkaSettings settings() {
        return settings;
    }

    /** Where this asks. */
    public String servers() {
        return settings.servers();
    }

    /** The names of all topics that may be seen. */
    public Set<String> topics() {
        return answer(admin.listTopics().names());
    }

    /** How many partitions each of these topics has that exist, in the order given. */
    public Map<String, Integer> partitions(Collection<String> topics) {
        Map<String, Integer> found = new LinkedHashMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics).topicNameValues();
        for (String topic : topics) {
            try {
                found.put(topic, answers.get(topic).get().partitions().size());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    throw forbidden("Describe", topic);
                }
                if (!saysThatThereIsNone(e.getCause())) {
                    throw KafkaFailure.of(settings, e.getCause());
                }
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(settings, e);
            }
        }
        return found;
    }

    private KafkaFailure forbidden(String operation, String topic) {
        return new KafkaFailure(
                servers() + ": ACLs do not allow this user " + operation + " on topic " + Quote.plain(topic));
    }

    /**
     * What this user may do with each of these topics: nothing where it may not even know of one. Topics that don't exist are
     * left out, and all are where the broker does not tell.
     */
    public Map<String, Set<AclOperation>> allowedOn(Collection<String> topics) {
        Map<String, Set<AclOperation>> allowed = new HashMap<>();
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        admin.describeTopics(topics, options).topicNameValues().forEach((topic, answer) -> {
            try {
                Set<AclOperation> found = answer.get().authorizedOperations();
                if (found != null) {
                    allowed.put(topic, found);
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    allowed.put(topic, Set.of());
                } else if (!saysThatThereIsNone(e.getCause())) {
                    throw KafkaFailure.of(settings, e.getCause());
                }
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(settings, e);
            }
        });
        return allowed;
    }

    /** Whether this user may create topics of these names, which are not there; none is created. */
    public boolean mayCreate(Collection<String> topics) {
        List<NewTopic> named = topics.stream()
                .map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()))
                .toList();
        for (KafkaFuture<Void> answer : admin.createTopics(named, new CreateTopicsOptions().validateOnly(true))
                .values()
                .values()) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    return false;
                }
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(settings, e);
            }
        }
        return true;
    }

    /** The id of each of these topics that exist: one that was deleted and made anew has another. */
    public Map<String, Uuid> topicIds(Collection<String> topics) {
        Map<String, Uuid> ids = new HashMap<>();
        Set<String> known = partitions(topics).keySet();
        answer(admin.describeTopics(known).allTopicNames())
                .forEach((topic, description) -> ids.put(topic, description.topicId()));
        return ids;
    }

    /** How many brokers keep each of these topics, which exist: the fewest of any of its partitions. */
    public SortedMap<String, Integer> replicationFactors(Collection<String> topics) {
        SortedMap<String, Integer> found = new TreeMap<>();
        answer(admin.describeTopics(topics).allTopicNames())
                .forEach((topic, description) -> found.put(
                        topic,
                        description.partitions().stream()
                                .mapToInt(partition -> partition.replicas().size())
                                .min()
                                .orElse(0)));
        return found;
    }

    /** The first offset of each partition of a topic that is still there; empty if the topic is not. */
    public Map<TopicPartition, Long> beginnings(String topic) {
        Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
        IntStream.range(0, partitions(List.of(topic)).getOrDefault(topic, 0))
                .forEach(partition -> questions.put(new TopicPartition(topic, partition), OffsetSpec.earliest()));
        Map<TopicPartition, Long> begins = new HashMap<>();
        answer(admin.listOffsets(questions).all()).forEach((partition, begin) -> begins.put(partition, begin.offset()));
        return begins;
    }

    Admin admin() {
        return admin;
    }

    <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw KafkaFailure.of(settings, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(settings, e);
        }
    }

    /**
     * How many partitions a topic has.
     *
     * @throws KafkaFailure if it does not exist, too
     */
    public int partitions(String topic) {
        Map<String, Integer> found = partitions(List.of(topic));
        if (found.isEmpty()) {
            throw new KafkaFailure("there is no topic " + Quote.plain(topic) + " at " + servers());
        }
        return found.get(topic);
    }

    /**
     * The settings of each of these topics that exist, by Kafka's own names, defaults included.
     *
     * @throws KafkaFailure if this may not ask about one of them, too
     */
    public SortedMap<String, Map<String, String>> topicConfigs(Collection<String> topics) {
        SortedMap<String, Map<String, String>> found = new TreeMap<>();
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        admin.describeConfigs(resources).values().forEach((topic, answer) -> {
            try {
                Map<String, String> values = new HashMap<>();
                answer.get().entries().forEach(entry -> values.put(entry.name(), entry.value()));
                found.put(topic.name(), values);
            } catch (ExecutionException e) {
                if (!saysThatThereIsNone(e.getCause())) {
                    throw KafkaFailure.of(settings, e.getCause());
                }
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(settings, e);
            }
        });
        return found;
    }

    /** Tries to create topics; returns by name why those were refused that were. */
    public Map<String, Throwable> create(Collection<NewTopic> topics) {
        Map<String, Throwable> refused = new LinkedHashMap<>();
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(topics).values();
        for (NewTopic topic : topics) {
            try {
                answers.get(topic.name()).get();
            } catch (ExecutionException e) {
                refused.put(topic.name(), e.getCause());
            } catch (InterruptedException e) {
                throw KafkaFailure.interrupted(settings, e);
            }
        }
        return refused;
    }

    /**
     * Whether each partition of these topics has a leader that takes records. A producer that finds some of its batches
     * refused for want of one, and later ones taken, loses the former.
     *
     * @param partitions how many each topic has
     */
    public boolean haveLeaders(Map<String, Integer> partitions) {
        Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
        partitions.forEach((topic, count) -> IntStream.range(0, count)
                .forEach(partition -> questions.put(new TopicPartition(topic, partition), OffsetSpec.earliest())));
        try {
            // A leader that tells offsets takes records.
            admin.listOffsets(questions).all().get();
            return true;
        } catch (ExecutionException e) {
            if (saysThatThereIsNone(e.getCause())) {
                return false;
            }
            throw KafkaFailure.of(settings, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(settings, e);
        }
    }

    private static boolean saysThatThereIsNone(Throwable failure) {
        return failure instanceof UnknownTopicOrPartitionException || failure instanceof InvalidTopicException;
    }

    @Override
    public void close() {
        admin.close();
    }
}
