// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.cli.demo.DemoCommand;
import dev.penstock.cli.dlq.DlqCommand;
import dev.penstock.cli.keys.KeysCommand;
import dev.penstock.cli.pipeline.PipelineCommand;
import dev.penstock.cli.pipeline.TopologyCommand;
import dev.penstock.cli.query.QueryCommand;
import dev.penstock.cli.support.ContributedCommand;
import dev.penstock.kafka.BrokerCommand;
import dev.penstock.kafka.tool.KafkaToolCommand;
import dev.penstock.producer.command.ProduceCommand;
import dev.penstock.store.command.StoreCommand;
import dev.penstock.streams.command.AclsCommand;
import dev.penstock.streams.command.StreamsCommand;
import dev.penstock.streams.command.TopicsCommand;

import java.util.List;
import java.util.ServiceLoader;

/** The commands by name. To make one takes a short command longer than its own work does, so each is made when it is needed. */
final class Commands {

    /** In the order of the help. */
    static final List<String> NAMES = List.of(
            "demo",
            "pipeline",
            "broker",
            "topics",
            "acls",
            "keys",
            "topology",
            "dlq",
            "produce",
            "streams",
            "store",
            "query",
            "bench",
            "kafka",
            "test");

    private Commands() {}

    /** @param name one of {@link #NAMES} */
    static Object make(String name) {
        return switch (name) {
            case "demo" -> new DemoCommand();
            case "pipeline" -> new PipelineCommand();
            case "broker" -> new BrokerCommand();
            case "topics" -> new TopicsCommand();
            case "acls" -> new AclsCommand();
            case "keys" -> new KeysCommand();
            case "topology" -> new TopologyCommand();
            case "dlq" -> new DlqCommand();
            case "produce" -> new ProduceCommand();
            case "streams" -> new StreamsCommand();
            case "store" -> new StoreCommand();
            case "query" -> new QueryCommand();
            case "bench" -> contributed(name);
            case "kafka" -> new KafkaToolCommand();
            case "test" -> new TestCommand();
            default -> throw new IllegalArgumentException("no command is called " + name);
        };
    }

    /** From another module. To look for it takes a while, so that it is done for those alone that are contributed. */
    private static Object contributed(String name) {
        return ServiceLoader.load(ContributedCommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(command -> command.name().equals(name))
                .findFirst()
                .map(ContributedCommand::make)
                .orElseGet(MissingCommand::new);
    }
}
