// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka.tool;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.tools.AclCommand;
import org.apache.kafka.tools.BrokerApiVersionsCommand;
import org.apache.kafka.tools.ClientMetricsCommand;
import org.apache.kafka.tools.ClusterTool;
import org.apache.kafka.tools.ConfigCommand;
import org.apache.kafka.tools.ConnectInternalTopics;
import org.apache.kafka.tools.ConnectPluginPath;
import org.apache.kafka.tools.ConsoleProducer;
import org.apache.kafka.tools.ConsumerPerformance;
import org.apache.kafka.tools.DelegationTokenCommand;
import org.apache.kafka.tools.DeleteRecordsCommand;
import org.apache.kafka.tools.DumpLogSegments;
import org.apache.kafka.tools.EndToEndLatency;
import org.apache.kafka.tools.FeatureCommand;
import org.apache.kafka.tools.GetOffsetShell;
import org.apache.kafka.tools.GroupsCommand;
import org.apache.kafka.tools.JmxTool;
import org.apache.kafka.tools.LeaderElectionCommand;
import org.apache.kafka.tools.LogDirsCommand;
import org.apache.kafka.tools.MetadataQuorumCommand;
import org.apache.kafka.tools.OAuthCompatibilityTool;
import org.apache.kafka.tools.ProducerPerformance;
import org.apache.kafka.tools.ReplicaVerificationTool;
import org.apache.kafka.tools.ShareConsumerPerformance;
import org.apache.kafka.tools.StreamsResetter;
import org.apache.kafka.tools.TopicCommand;
import org.apache.kafka.tools.TransactionsCommand;
import org.apache.kafka.tools.VerifiableConsumer;
import org.apache.kafka.tools.VerifiableProducer;
import org.apache.kafka.tools.VerifiableShareConsumer;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.apache.kafka.tools.consumer.ConsoleShareConsumer;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.apache.kafka.tools.consumer.group.ShareGroupCommand;
import org.apache.kafka.tools.reassign.ReassignPartitionsCommand;
import org.apache.kafka.tools.streams.StreamsGroupCommand;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Set;

/**
 * One of Kafka's command line tools.
 *
 * @param name what Kafka calls its script, without {@code kafka-} and {@code .sh}
 * @param type the class that the script starts
 */
record KafkaTool(String name, Class<?> type, String summary) {

    private static final List<KafkaTool> ALL = List.of(
            new KafkaTool("acls", AclCommand.class, "lists, adds and removes access rules"),
            new KafkaTool("broker-api-versions", BrokerApiVersionsCommand.class, "shows which requests brokers take"),
            new KafkaTool("client-metrics", ClientMetricsCommand.class, "configures what metrics clients push"),
            new KafkaTool("cluster", ClusterTool.class, "shows the cluster's id and endpoints"),
            new KafkaTool("configs", ConfigCommand.class, "shows and changes settings of topics and brokers"),
            new KafkaTool(
                    "connect-internal-topics",
                    ConnectInternalTopics.class,
                    "creates the topics of Kafka Connect workers"),
            new KafkaTool("connect-plugin-path", ConnectPluginPath.class, "lists Kafka Connect's plugins"),
            new KafkaTool("console-consumer", ConsoleConsumer.class, "prints a topic's records"),
            new KafkaTool("console-producer", ConsoleProducer.class, "sends lines of standard input to a topic"),
            new KafkaTool("console-share-consumer", ConsoleShareConsumer.class, "prints records as a share group"),
            new KafkaTool("consumer-groups", ConsumerGroupCommand.class, "shows groups and lag, resets offsets"),
            new KafkaTool("consumer-perf-test", ConsumerPerformance.class, "measures how fast a topic is read"),
            new KafkaTool("delegation-tokens", DelegationTokenCommand.class, "makes and ends delegation tokens"),
            new KafkaTool("delete-records", DeleteRecordsCommand.class, "deletes records up to an offset"),
            new KafkaTool("dump-log", DumpLogSegments.class, "shows what a log or index file holds"),
            new KafkaTool("e2e-latency", EndToEndLatency.class, "measures the time from producer to consumer"),
            new KafkaTool("features", FeatureCommand.class, "shows and changes the cluster's feature levels"),
            new KafkaTool("get-offsets", GetOffsetShell.class, "shows the offsets of a topic's partitions"),
            new KafkaTool("groups", GroupsCommand.class, "lists groups of every type"),
            new KafkaTool("jmx", JmxTool.class, "prints JMX values of a running process"),
            new KafkaTool("leader-election", LeaderElectionCommand.class, "moves leadership of partitions"),
            new KafkaTool("log-dirs", LogDirsCommand.class, "shows the size of partitions on disk"),
            new KafkaTool("metadata-quorum", MetadataQuorumCommand.class, "shows and changes the controller quorum"),
            // The one tool that Kafka has no script for; its documentation starts it by its class.
            new KafkaTool("oauth-compatibility", OAuthCompatibilityTool.class, "tries an OAuth configuration"),
            new KafkaTool("producer-perf-test", ProducerPerformance.class, "measures how fast a topic is written"),
            new KafkaTool("reassign-partitions", ReassignPartitionsCommand.class, "moves partitions to other brokers"),
            new KafkaTool("replica-verification", ReplicaVerificationTool.class, "compares a topic's replicas"),
            new KafkaTool("server-start", Kafka.class, "runs a Kafka node from a properties file"),
            new KafkaTool(
                    "share-consumer-perf-test", ShareConsumerPerformance.class, "measures a share group's reading"),
            new KafkaTool("share-groups", ShareGroupCommand.class, "shows share groups, resets their offsets"),
            new KafkaTool("storage", StorageTool.class, "formats data folders"),
            new KafkaTool("streams-application-reset", StreamsResetter.class, "resets a Kafka Streams application"),
            new KafkaTool("streams-groups", StreamsGroupCommand.class, "shows streams groups, resets their offsets"),
            new KafkaTool("topics", TopicCommand.class, "lists, shows, creates, alters and deletes topics"),
            new KafkaTool("transactions", TransactionsCommand.class, "shows transactions, aborts a hanging one"),
            new KafkaTool("verifiable-consumer", VerifiableConsumer.class, "consumes, reports as JSON"),
            new KafkaTool("verifiable-producer", VerifiableProducer.class, "sends numbers, reports as JSON"),
            new KafkaTool(
                    "verifiable-share-consumer",
                    VerifiableShareConsumer.class,
                    "consumes as a share group, reports as JSON"));

    /** Sorted by name. */
    static List<KafkaTool> all() {
        return ALL;
    }

    /**
     * Runs the tool as a JVM of its own would: returns when its {@code main} and every thread it left running have
     * ended. Most tools don't return but end the process themselves, with their own exit code.
     *
     * @throws InvocationTargetException with what {@code main} threw
     */
    void run(List<String> arguments) throws InvocationTargetException, InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try {
            type.getMethod("main", String[].class).invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(type + " is no program", e);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && !thread.isDaemon()) {
                thread.join();
            }
        }
    }
}
