// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/**
 * Broker and controller, put together as {@link KafkaRaftServer} does it, but with sockets that are bound already and
 * faults that don't end the process.
 */
final class BrokerNode {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerNode.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final String clusterId;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private BrokerNode(SharedServer shared, BootstrapMetadata bootstrapMetadata) {
        this.clusterId = shared.clusterId();
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrapMetadata);
        this.broker = new BrokerServer(shared);
    }

    /** Returns when clients are served. */
    static BrokerNode start(Properties properties, Listeners listeners, Faults faults) {
        KafkaConfig config = config(properties);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        String clusterId = storage._1().clusterId().orElseThrow();
        SharedServer shared = new SharedServer(
                config,
                storage._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(Map.of(DataFolder.NODE_ID, listeners.controllerAddress())),
                List.of(),
                faults,
                listeners);
        BrokerNode node = new BrokerNode(shared, storage._2());
        try {
            // The broker asks the controller where the cluster is.
            node.controller.startup();
            node.broker.startup();
            return node;
        } catch (Exception e) { // Scala declares no checked exceptions
            node.stop();
            throw new LocalKafkaException("Kafka did not start: " + e, e);
        }
    }

    private static KafkaConfig config(Properties properties) {
        try {
            return KafkaConfig.fromProps(properties, false);
        } catch (ConfigException | IllegalArgumentException e) {
            throw new LocalKafkaException("Kafka refuses its settings: " + e.getMessage(), e);
        }
    }

    String clusterId() {
        return clusterId;
    }

    /** The broker goes first: it takes leave of the controller. */
    void stop() {
        broker.shutdown(SHUTDOWN_TIMEOUT);
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
