#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Kafka Streams 4.4.0 restores a window store only from (time of the changelog's last record - retention), and takes that
# time from the record, whoever stamped it. Where the changelog is stamped by the broker
# (message.timestamp.type=LogAppendTime, so that a replay of old events is not deleted at once), this is the wall clock
# and not event time: after a pause in the input that is longer than the retention, a window that event time says is
# still open is not restored, and its count begins again. 4.3.1 reads the whole changelog. Seen on 4.3.1 and 4.4.0:
#
#   Kafka 4.3.1: counts of one window: 1 and 2
#   Kafka 4.4.0: counts of one window: 1 and 1
#
# Needs: bash, JDK 17 or newer, Maven, Python 3. Takes about two minutes. Exits 1 when the behaviour is another one.
set -euo pipefail
work=$(mktemp -d)
broker=
trap '[ -z "$broker" ] || { kill "$broker" 2>/dev/null; wait "$broker" 2>/dev/null; } || true; rm -rf "$work"' EXIT
cd "$work"

cat >Counts.java <<'JAVA'
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Counts "a" in a window of ten seconds: once, once more after a pause and with the local state gone. */
public class Counts {
    static final Duration WINDOW = Duration.ofSeconds(10);
    static final LinkedBlockingQueue<Long> COUNTS = new LinkedBlockingQueue<>();
    static String servers;

    public static void main(String[] arguments) throws Exception {
        servers = arguments[0];
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("in", 1, (short) 1))).all().get();
        }
        long event = System.currentTimeMillis() / 10_000 * 10_000;
        long first = count(event);
        Thread.sleep(WINDOW.toMillis() * 3);
        count("b", event + 1); // the last record of the changelog
        long second = count(event + 2);
        System.out.println("counts of one window: " + first + " and " + second);
        System.exit(0);
    }

    static long count(long time) throws Exception {
        return count("a", time);
    }

    /** A new process's view: its state folder is empty. */
    static long count(String key, long time) throws Exception {
        COUNTS.clear();
        Path state = Files.createTempDirectory(Path.of("."), "state");
        var builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(WINDOW))
                .count(Materialized.<String, Long>as(Stores.persistentTimestampedWindowStore("counts", WINDOW, WINDOW, false))
                        .withLoggingEnabled(Map.of("message.timestamp.type", "LogAppendTime"))
                        .withCachingDisabled())
                .toStream()
                .foreach((window, count) -> COUNTS.add(count));
        var settings = new Properties();
        settings.put("application.id", "counts");
        settings.put("bootstrap.servers", servers);
        settings.put("state.dir", state.toString());
        settings.put("default.key.serde", Serdes.StringSerde.class);
        settings.put("default.value.serde", Serdes.StringSerde.class);
        settings.put("commit.interval.ms", "100");
        settings.put("windowstore.changelog.additional.retention.ms", "86400000");
        try (var streams = new KafkaStreams(builder.build(), settings)) {
            streams.start();
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("in", 0, time, key, "x")).get();
            }
            Long count = COUNTS.poll(60, TimeUnit.SECONDS);
            return count == null ? -1 : count;
        }
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

# Prints what Counts says with this version of Kafka, broker included.
counts() {
    local libraries port controller
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
    java -Xmx512m -cp "$libraries" Counts.java "localhost:$port" 2>"$1/counts.log"
    kill "$broker"
    wait "$broker" || true
    broker=
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

failed=0
expect() {
    local seen
    seen=$(counts "$1")
    echo "Kafka $1: $seen"
    [ "$seen" = "$2" ] || { echo "expected: $2"; failed=1; }
}
expect 4.3.1 'counts of one window: 1 and 2'
expect 4.4.0 'counts of one window: 1 and 1'
exit "$failed"
