// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.cli.support.RootLocale;
import dev.penstock.kafka.LocalKafka;

/** The broker in a process of its own. Prints where it is and ends, with its data, when its standard input does. */
public final class BrokerMain {

    private BrokerMain() {}

    /** @param args more of Kafka's settings, each {@code name=value} */
    public static void main(String[] args) {
        RootLocale.useByDefault();
        LocalKafka.Builder builder = LocalKafka.builder();
        for (String setting : args) {
            String[] parts = setting.split("=", 2);
            builder.property(parts[0], parts[1]);
        }
        LocalKafka kafka = builder
                // Nothing is deleted or compacted while it is measured.
                .property("log.retention.bytes", "-1")
                .property("log.cleaner.enable", "false")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-close"));
        System.out.println(Messages.READY + kafka.bootstrapServers());
        ParentWatch.exitWithParent();
        kafka.failure().toCompletableFuture().thenAccept(failure -> {
            System.err.println(failure.getMessage());
            System.exit(1);
        });
    }
}
