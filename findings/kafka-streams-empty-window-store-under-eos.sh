#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# A clean stop keeps no state under exactly-once where one window store of a task is empty. Kafka Streams keeps the offset
# that a window store was committed at in the store's segments; a store without any has none. At the next start it takes
# that for the state of a process that died, and throws away the state of all stores of the task, which are read back from
# the changelogs. One record in the empty store, or at_least_once, and nothing is read back. Seen on 4.3.1 and 4.4.0, here
# as the number of records restored after a clean stop, of a store of 1,000 keys beside one that is empty:
#
#   Kafka 4.4.0, exactly_once_v2, other store empty: restored 1000
#   Kafka 4.4.0, exactly_once_v2, other store has a record: restored 0
#   Kafka 4.4.0, at_least_once, other store empty: restored 0
#
# Needs: bash, JDK 17 or newer, Maven, Python 3. Takes about two minutes. Exits 1 when the behaviour is another one.
set -euo pipefail
work=$(mktemp -d)
broker=
trap '[ -z "$broker" ] || { kill "$broker" 2>/dev/null; wait "$broker" 2>/dev/null; } || true; rm -rf "$work"' EXIT
cd "$work"

cat >Restored.java <<'JAVA'
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.state.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts 1,000 keys, stops, starts again with the same state folder, and tells how many records that restored. */
public class Restored {
    static final int KEYS = 1_000;

    public static void main(String[] arguments) throws Exception {
        String servers = arguments[0];
        String guarantee = arguments[1];
        boolean other = Boolean.parseBoolean(arguments[2]);
        String id = guarantee.replace('_', '-') + "-" + other;
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(id, 1, (short) 1))).all().get();
        }
        Path state = Files.createTempDirectory(Path.of("."), "state");
        run(servers, guarantee, id, state, other ? KEYS + 1 : KEYS, () -> send(servers, id, other));
        long restored = run(servers, guarantee, id, state, 1, () -> send(servers, id, "last"));
        System.out.printf("%s, other store %s: restored %d%n", guarantee, other ? "has a record" : "empty", restored);
        System.exit(0);
    }

    static long run(String servers, String guarantee, String topic, Path state, int records, Runnable send)
            throws Exception {
        var counted = new CountDownLatch(records);
        var builder = new StreamsBuilder();
        var in = builder.<String, String>stream(topic);
        in.filter((key, value) -> !key.startsWith("other"))
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofDays(1)))
                .count(store("counts"))
                .toStream()
                .foreach((window, count) -> counted.countDown());
        in.filter((key, value) -> key.startsWith("other"))
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofDays(1)))
                .count(store("others"))
                .toStream()
                .foreach((window, count) -> counted.countDown());
        var settings = new Properties();
        settings.put("application.id", "app-" + topic);
        settings.put("bootstrap.servers", servers);
        settings.put("state.dir", state.toString());
        settings.put("processing.guarantee", guarantee);
        settings.put("default.key.serde", Serdes.StringSerde.class);
        settings.put("default.value.serde", Serdes.StringSerde.class);
        settings.put("commit.interval.ms", "100");
        var restored = new AtomicLong();
        try (var streams = new KafkaStreams(builder.build(), settings)) {
            streams.setGlobalStateRestoreListener(new StateRestoreListener() {
                @Override
                public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

                @Override
                public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
                    restored.addAndGet(count);
                }

                @Override
                public void onRestoreEnd(TopicPartition partition, String store, long total) {}
            });
            streams.start();
            send.run();
            counted.await();
        }
        return restored.get();
    }

    static Materialized<String, Long, org.apache.kafka.streams.state.WindowStore<org.apache.kafka.common.utils.Bytes, byte[]>> store(String name) {
        return Materialized.<String, Long>as(Stores.persistentTimestampedWindowStore(name, Duration.ofDays(1), Duration.ofDays(1), false))
                .withCachingDisabled();
    }

    static void send(String servers, String topic, boolean other) {
        for (int key = 0; key < KEYS; key++) {
            send(servers, topic, "key " + key);
        }
        if (other) {
            send(servers, topic, "other");
        }
    }

    static KafkaProducer<String, String> producer;

    static void send(String servers, String topic, String key) {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
        }
        producer.send(new ProducerRecord<>(topic, key, "x"));
    }
}
JAVA

# Prints the class path of one version of Kafka.
classpath() {
    mkdir -p "$1"
    cat >"$1/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>x</groupId><artifactId>x</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$1</version></dependency>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-streams</artifactId><version>$1</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
</dependencies></project>
POM
    mvn -q -B -f "$1/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile="$work/$1/classpath" >/dev/null
    cat "$1/classpath"
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

failed=0
# Runs the three cases on a broker of this version.
check() {
    local libraries port controller expected seen
    libraries=$(classpath "$1")
    port=$(free_port)
    controller=$(free_port)
    cat >"$1/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:$controller
listeners=PLAINTEXT://localhost:$port,CONTROLLER://localhost:$controller
controller.listener.names=CONTROLLER
log.dirs=$work/$1/data
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
PROPERTIES
    java -cp "$libraries" kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c "$1/server.properties" >/dev/null
    java -Xmx512m -cp "$libraries" kafka.Kafka "$1/server.properties" >"$1/broker.log" 2>&1 &
    broker=$!
    while read -r guarantee other expected; do
        seen=$(java -Xmx512m -cp "$libraries" Restored.java "localhost:$port" "$guarantee" "$other" 2>"$1/restored.log")
        echo "Kafka $1, $seen"
        [ "${seen##* }" = "$expected" ] || { echo "expected: restored $expected"; failed=1; }
    done <<CASES
exactly_once_v2 false 1000
exactly_once_v2 true 0
at_least_once false 0
CASES
    kill "$broker"
    wait "$broker" || true
    broker=
}
check 4.3.1
check 4.4.0
exit "$failed"
