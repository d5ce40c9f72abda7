// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalKafkaTest {

    @TempDir
    Path folder;

    @Test
    void shouldShowReadCommittedReadersOnlyWhatWasCommitted() {
        try (LocalKafka kafka = LocalKafka.start()) {
            kafka.createTopic("orders", 1);
            try (var producer = Clients.transactionalProducer(kafka, "till")) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(Clients.record("orders", "kept"));
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(Clients.record("orders", "given up"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(Clients.record("orders", "kept too"));
                producer.commitTransaction();
            }

            assertThat(Clients.readCommitted(kafka, "orders", 2)).containsExactly("kept", "kept too");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldServeConsumerGroupsOfEitherProtocol(String protocol) {
        try (LocalKafka kafka = LocalKafka.start()) {
            kafka.createTopic("orders", 3);
            Clients.send(kafka, "orders", "one");

            assertThat(Clients.readAsGroup(kafka, "orders", protocol)).containsExactly("one");
        }
    }

    @Test
    void shouldBeReadyForStreamsGroups() throws Exception {
        try (LocalKafka kafka = LocalKafka.start();
                Admin admin = Clients.admin(kafka)) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();

            assertThat(features.get("streams.version").maxVersionLevel()).isEqualTo((short) 1);
        }
    }

    @Test
    void shouldBoundTopicsBySizeAndNotByTheAgeOfTheirEvents() throws Exception {
        try (LocalKafka kafka = LocalKafka.start();
                Admin admin = Clients.admin(kafka)) {
            kafka.createTopic("orders", 1);
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "orders");
            var config = admin.describeConfigs(List.of(topic)).all().get().get(topic);

            assertThat(config.get(TopicConfig.RETENTION_MS_CONFIG).value()).isEqualTo("-1");
            assertThat(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value()).isEqualTo("1073741824");
        }
    }

    @Test
    void shouldTakeUpItsFolderAgain() {
        String clusterId;
        try (LocalKafka first = LocalKafka.builder().dataFolder(folder).start()) {
            clusterId = first.clusterId();
            first.createTopic("orders", 1);
            Clients.send(first, "orders", "kept");
            assertThat(first.dataFolder()).isEqualTo(folder);
        }

        try (LocalKafka second = LocalKafka.builder().dataFolder(folder).start()) {
            assertThat(second.clusterId()).isEqualTo(clusterId);
            Clients.send(second, "orders", "new");
            assertThat(Clients.readCommitted(second, "orders", 2)).containsExactly("kept", "new");
        }
    }

    @Test
    void shouldListenOnTheGivenPort() {
        int port;
        try (LocalKafka free = LocalKafka.start()) {
            port = free.port();
        }

        try (LocalKafka kafka = LocalKafka.builder().port(port).start()) {
            assertThat(kafka.port()).isEqualTo(port);
            assertThat(kafka.bootstrapServers()).isEqualTo("localhost:" + port);
        }
    }

    @Test
    void shouldNameThePortThatIsTaken() {
        try (LocalKafka first = LocalKafka.start()) {
            var options = LocalKafka.builder().port(first.port());

            assertThatThrownBy(options::start)
                    .isInstanceOf(LocalKafkaException.class)
                    .hasMessage("port %d on 127.0.0.1 cannot be opened: Address already in use", first.port());
        }
    }

    @Test
    void shouldRunBesideAnotherOne() {
        try (LocalKafka one = LocalKafka.start();
                LocalKafka other = LocalKafka.start()) {
            one.createTopic("orders", 1);
            other.createTopic("orders", 1);
            Clients.send(one, "orders", "of one");
            Clients.send(other, "orders", "of the other");

            assertThat(Clients.readCommitted(one, "orders", 1)).containsExactly("of one");
            assertThat(Clients.readCommitted(other, "orders", 1)).containsExactly("of the other");
        }
    }

    @Test
    void shouldLeaveNothingOfATemporaryFolder() {
        LocalKafka kafka = LocalKafka.start();
        assertThat(kafka.dataFolder()).isNotEmptyDirectory();

        kafka.close();
        kafka.close();

        assertThat(kafka.dataFolder()).doesNotExist();
    }

    @Test
    void shouldSayWhichSettingKafkaRefuses() {
        var options = LocalKafka.builder().dataFolder(folder).property("num.io.threads", "many");

        assertThatThrownBy(options::start)
                .isInstanceOf(LocalKafkaException.class)
                .hasMessageContaining("num.io.threads")
                .hasMessageContaining("many");

        // A failed start gives the folder up.
        LocalKafka.builder().dataFolder(folder).start().close();
    }

    @Test
    void shouldTakeBrokerSettings() throws Exception {
        try (LocalKafka kafka = LocalKafka.builder()
                        .property("auto.create.topics.enable", "true")
                        .start();
                Admin admin = Clients.admin(kafka)) {
            Clients.send(kafka, "made-on-the-fly", "one");

            assertThat(admin.listTopics().names().get()).contains("made-on-the-fly");
        }
    }

    @Test
    void shouldRefuseSettingsThatAreItsOwn() {
        var options = LocalKafka.builder().property("log.dirs", "/elsewhere");

        assertThatThrownBy(options::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("log.dirs");
    }

    @Test
    void shouldSayThatATopicExists() {
        try (LocalKafka kafka = LocalKafka.start()) {
            kafka.createTopic("orders", 1);

            assertThatThrownBy(() -> kafka.createTopic("orders", 1))
                    .isInstanceOf(LocalKafkaException.class)
                    .hasMessageContaining("'orders' already exists");
        }
    }

    @Test
    void shouldTellOfAFaultThatKafkaCannotGoOnWith() {
        Faults faults = new Faults();
        var told = faults.first();

        faults.build("raft manager", false, () -> {}).handleFault("a hiccup");
        assertThat(told).isNotDone();

        faults.build("raft manager", true, () -> {}).handleFault("disk gone");
        assertThat(told.join()).hasMessage("Kafka's raft manager failed: disk gone");
    }
}
