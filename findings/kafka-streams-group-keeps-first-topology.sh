#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Under group.protocol=streams a group keeps the first topology it was started with, also when nobody is in it any more: an
# application that was stopped and comes back with one more source topic is let in, stays without tasks and reads nothing. Its state is
# REBALANCING, its log says "Topology updates are not supported yet.", and no handler hears of it. Under classic the same
# change of topology just works. Seen on 4.4.0:
#
#   classic: first topology reads 1, changed topology reads 1
#   streams: first topology reads 1, changed topology reads 0
#
# Needs: bash, JDK 17 or newer, Maven, Python 3. Takes about two minutes. Exits 1 when the behaviour is another one.
set -euo pipefail
work=$(mktemp -d)
broker=
trap '[ -z "$broker" ] || { kill "$broker" 2>/dev/null; wait "$broker" 2>/dev/null; } || true; rm -rf "$work"' EXIT
cd "$work"

cat >Changed.java <<'JAVA'
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs an application that reads one topic, stops it, and runs it again with a second topic beside the first. */
public class Changed {
    public static void main(String[] arguments) throws Exception {
        String servers = arguments[0];
        String protocol = arguments[1];
        String one = protocol + "-one";
        String two = protocol + "-two";
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(one, 1, (short) 1), new NewTopic(two, 1, (short) 1))).all().get();
            int first = read(servers, protocol, one, List.of(one));
            int changed = read(servers, protocol, one, List.of(one, two));
            System.out.printf("%s: first topology reads %d, changed topology reads %d%n", protocol, first, changed);
        }
        System.exit(0);
    }

    /** How many of one record that is sent to a topic are read within half a minute. */
    static int read(String servers, String protocol, String topic, List<String> topics) throws Exception {
        var read = new CountDownLatch(1);
        var builder = new StreamsBuilder();
        topics.forEach(each -> builder.<String, String>stream(each).foreach((key, value) -> read.countDown()));
        var settings = new Properties();
        settings.put("application.id", "app-" + protocol);
        settings.put("bootstrap.servers", servers);
        settings.put("group.protocol", protocol);
        settings.put("state.dir", "state");
        settings.put("default.key.serde", Serdes.StringSerde.class);
        settings.put("default.value.serde", Serdes.StringSerde.class);
        settings.put("auto.offset.reset", "earliest");
        settings.put("commit.interval.ms", "100");
        var streams = new KafkaStreams(builder.build(), settings);
        streams.start();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "a", "x")).get();
        }
        boolean come = read.await(30, TimeUnit.SECONDS);
        streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        return come ? 1 : 0;
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
# Runs the two cases on a broker of this version.
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
    while read -r protocol expected; do
        seen=$(java -Xmx512m -cp "$libraries" Changed.java "localhost:$port" "$protocol" 2>"$1/changed.log")
        echo "Kafka $1, $seen"
        [ "$seen" = "$protocol: $expected" ] || { echo "expected: $expected"; failed=1; }
    done <<CASES
classic first topology reads 1, changed topology reads 1
streams first topology reads 1, changed topology reads 0
CASES
    kill "$broker"
    wait "$broker" || true
    broker=
}
check 4.4.0
exit "$failed"
