// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka.tool;

import kafka.Kafka;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.tools.TopicCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaToolTest {

    /** Programs in Kafka's jars that are no tools for users, and what they are. */
    private static final Map<String, String> NOT_FOR_USERS = Map.of(
            "kafka.docker.KafkaDockerWrapper", "writes the configuration of Kafka's container image",
            "kafka.server.KafkaConfig", "prints a page of Kafka's web site",
            "kafka.tools.TestRaftServer", "measures the raft log alone, for Kafka's developers",
            "org.apache.kafka.tools.ClientCompatibilityTest", "a step of Kafka's system tests",
            "org.apache.kafka.tools.LogCompactionTester", "a step of Kafka's system tests",
            "org.apache.kafka.tools.TransactionalMessageCopier", "a step of Kafka's system tests");

    @ParameterizedTest
    @ValueSource(classes = {TopicCommand.class, Kafka.class, ServerSocketFactory.class})
    void shouldReachEveryToolInTheJarOf(Class<?> oneOfTheJar) throws Exception {
        Set<String> reachable =
                KafkaTool.all().stream().map(tool -> tool.type().getName()).collect(Collectors.toSet());

        Set<String> missing = programs(oneOfTheJar);
        missing.removeAll(reachable);
        missing.removeAll(NOT_FOR_USERS.keySet());

        assertThat(missing).isEmpty();
    }

    @Test
    void shouldListToolsByNameOnceEach() {
        assertThat(KafkaTool.all())
                .extracting(KafkaTool::name)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void shouldFitOneLineOfHelpEach() {
        String help = new CommandLine(new KafkaToolCommand()).getUsageMessage();

        assertThat(help.lines().dropWhile(line -> !line.startsWith("Tools")).skip(1))
                .hasSameSizeAs(KafkaTool.all());
    }

    private static Set<String> programs(Class<?> oneOfTheJar) throws Exception {
        URI location =
                oneOfTheJar.getProtectionDomain().getCodeSource().getLocation().toURI();
        Set<String> programs = new TreeSet<>();
        try (JarFile jar = new JarFile(location.getPath())) {
            for (var entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class") && isProgram(className(entry.getName()))) {
                    programs.add(className(entry.getName()));
                }
            }
        }
        return programs;
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    }

    private static boolean isProgram(String className) throws ClassNotFoundException {
        Class<?> type = Class.forName(className, false, KafkaToolTest.class.getClassLoader());
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("main")
                        && Modifier.isStatic(method.getModifiers())
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String[].class}));
    }
}
