// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.geo.IanaRegions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every command that talks to Kafka, with every way to log in, and what is said where that fails. */
class SecureKafkaTest {

    private static final String SECRET = "a-secret-of-the-token-server";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String BEARER =
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ";
    private static final String VALIDATOR =
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler";

    @TempDir
    static Path folder;

    private static Path files;
    private static LocalKafka kafka;
    private static LocalKafka open;
    private static TokenServer tokens;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "settings")
    static final class Settings implements Runnable {

        @Mixin
        private KafkaArguments kafka;

        @Override
        public void run() {}
    }

    @BeforeAll
    static void start() throws Exception {
        files = folder.resolve("secure");
        tokens = new TokenServer("admin", SECRET);
        System.setProperty(
                "org.apache.kafka.sasl.oauthbearer.allowed.urls", tokens.url("/token") + "," + tokens.url("/keys"));
        kafka = LocalKafka.builder()
                .secure(files, List.of("kafka.test"))
                // Besides the ways to log in that it has by itself.
                .property("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN,OAUTHBEARER")
                .property("listener.name.sasl_ssl.plain.sasl.jaas.config", PLAIN + "user_admin=\"plain-password\";")
                .property("listener.name.sasl_ssl.oauthbearer.sasl.jaas.config", BEARER + ";")
                .property("listener.name.sasl_ssl.oauthbearer.sasl.server.callback.handler.class", VALIDATOR)
                .property("listener.name.sasl_ssl.oauthbearer.sasl.oauthbearer.jwks.endpoint.url", tokens.url("/keys"))
                .property("listener.name.sasl_ssl.oauthbearer.sasl.oauthbearer.expected.audience", "kafka")
                .property("listener.name.sasl_ssl.oauthbearer.sasl.oauthbearer.expected.issuer", "tokens")
                .property("listener.name.ssl.ssl.client.auth", "requested")
                .property("super.users", "User:broker;User:admin;User:ANONYMOUS")
                .start();
        open = LocalKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        open.close();
        tokens.close();
        System.clearProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls");
    }

    /** The table of docs/security.md. */
    @ParameterizedTest
    @ValueSource(strings = {"plaintext", "tls", "mtls", "mtls-pem", "plain", "scram", "oauthbearer"})
    void shouldRunEveryCommandWithEveryWayToLogIn(String way) throws Exception {
        String topic = "clicks-" + way;
        Path pipeline = pipeline(topic);
        Path events = Files.writeString(folder.resolve(topic + ".ndjson"), """
                {"user": "a", "at": 1700000000000}
                {"user": "b", "at": 1700000000500}
                {"user": "b", "at": "never"}
                """);
        String config = "--config=" + write(way, clients(way));

        assertThat(execute("topics", "--pipeline=" + pipeline, config, "--partitions=1"))
                .isZero();
        assertThat(execute("produce", "--input=" + events, "--topic=" + topic, "--key=user", config))
                .isZero();
        assertThat(execute("pipeline", "infer", "--topic=" + topic, config)).isZero();
        int partly = execute("pipeline", "validate", pipeline.toString(), config, "--bootstrap-server", servers(way));
        assertThat(partly).isEqualTo(1);
        assertThat(out.toString()).contains("topic " + topic + " has 1 partition; 3 recent records read");
        runStreams(pipeline, config, way);
        assertThat(execute("dlq", "list", topic + "-dlq", config)).isZero();
        assertThat(out.toString()).contains("timestamp_invalid");
        assertThat(execute("dlq", "replay", topic + "-dlq", "--all", config)).isZero();
    }

    @Test
    void shouldWriteWhatNobodyElseMayRead() throws Exception {
        if (!Files.getFileStore(files).supportsFileAttributeView("posix")) {
            return;
        }
        try (var all = Files.list(files)) {
            assertThat(all)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void shouldLetKafkasOwnToolsInAndSayNoToWhoHasNoAcl() throws Exception {
        var listed = PenstockProcess.run(
                folder,
                "kafka",
                "acls",
                "--list",
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--command-config",
                files.resolve("admin.properties").toString());

        assertThat(listed.exitCode()).as(listed.err()).isZero();

        assertThat(execute("topics", "--pipeline=" + pipeline("closed"), "--config=" + files.resolve("app.properties")))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("ACLs do not allow this user Describe on topic closed")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl.jaas.config | SCRAM-OF-NOBODY | invalid credentials with SASL mechanism SCRAM-SHA-512",
                "sasl.mechanism | SCRAM-SHA-999 | sasl.mechanism: found 'SCRAM-SHA-999', expected one of PLAIN, SCRAM-SHA-256",
                "sasl.mechanism | SCRAM-SHA-256 | Client SASL mechanism 'SCRAM-SHA-256' not enabled in the server",
                "sasl.jaas.config | ${file:/none:x} | sasl.jaas.config: Could not read properties from file /none",
                "sasl.jaas.config | ${env:PENSTOCK_NO_SUCH} | sasl.jaas.config: nothing is found for ${env:PENSTOCK_NO_SUCH}",
                "ssl.truststore.location | /none.pem | keystore /none.pem: there is no such file",
                "ssl.truststore.location | OTHER | signed by an authority that ssl.truststore.location does not hold",
                "security.protocol | PLAINTEXT | speaks TLS, and security.protocol of this client is PLAINTEXT",
                "security.protocol | SASL_PLAINTEXT | speaks TLS, and security.protocol of this client is SASL_PLAINTEXT",
                "security.protocol | SSL | takes connections, but gave no answer within 1s",
                "bootstrap.servers | OPEN | speaks no TLS, and security.protocol of this client is SASL_SSL"
            })
    void shouldSayInOneLineWhatIsWrong(String setting, String value, String expected) throws Exception {
        Properties settings = clients("scram");
        settings.setProperty(
                setting,
                switch (value) {
                    case "OPEN" -> open.bootstrapServers();
                    case "OTHER" -> otherAuthority().toString();
                    case "SCRAM-OF-NOBODY" ->
                        settings.getProperty(setting).replaceFirst("password=\".*\"", "password=\"s3cret\"");
                    default -> value;
                });
        String config = "--config=" + write("wrong", settings);

        for (List<String> command : List.of(
                List.of("topics", "--pipeline=" + pipeline("any")),
                List.of("produce", "--count=1"),
                List.of("dlq", "list", "any-dlq"),
                List.of("streams", "--pipeline=" + pipeline("any"), "--state-dir=" + folder.resolve("none")))) {
            err.getBuffer().setLength(0);
            var arguments = new ArrayList<>(command);
            arguments.addAll(List.of(config, "--wait=1s"));

            assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(1);
            assertThat(err.toString().lines().filter(line -> line.startsWith("penstock ")))
                    .as(String.join(" ", arguments))
                    .singleElement()
                    .asString()
                    .contains(expected)
                    .doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-startdate|-10d|localhost|the server's certificate has expired",
                "-startdate|+10d|localhost|the server's certificate is not valid yet",
                "-startdate|-1H|elsewhere.test|the server's certificate is for another host name"
            })
    void shouldSayWhatIsWrongWithACertificate(String option, String start, String host, String expected)
            throws Exception {
        Path store = folder.resolve("server" + start + host + ".p12");
        keytool(store, "ca", "-ext", "bc:c");
        keytool(store, "server", "-signer", "ca", option, start, "-validity", "5", "-ext", "san=dns:" + host);
        var settings = new Properties();
        settings.setProperty("security.protocol", "SSL");
        settings.setProperty("ssl.truststore.location", trust(store).toString());
        settings.setProperty("ssl.truststore.password", "changeit");
        try (var server = new TlsServer(store)) {
            settings.setProperty("bootstrap.servers", "localhost:" + server.port());

            int code = execute(
                    "topics",
                    "--pipeline=" + pipeline("any"),
                    "--config=" + write("certificate", settings),
                    "--wait=5s");

            assertThat(code).isEqualTo(1);
            assertThat(err.toString()).hasLineCount(1).contains(expected);
        }
    }

    @Test
    void shouldSayThatAKeystoreHasAnotherPassword() throws Exception {
        Properties settings = clients("mtls");
        settings.setProperty("ssl.truststore.password", "s3cret");

        assertThat(execute("topics", "--pipeline=" + pipeline("any"), "--config=" + write("store", settings)))
                .isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("ca.p12: its password is another than", "ssl.truststore.password")
                .doesNotContain("s3cret");
    }

    private static void runStreams(Path pipeline, String config, String way) throws IOException {
        var arguments = new Settings();
        new CommandLine(arguments).parseArgs(config);
        Map<String, String> settings =
                new HashMap<>(arguments.kafka.settings(StreamsSettings.defaults("app-" + way), Map.of()));
        settings.put("state.dir", folder.resolve("state-" + way).toString());
        settings.put("num.stream.threads", "1");
        var read = PipelineReader.read(pipeline.toString(), Files.readString(pipeline));
        try (var app =
                new StreamsApp(read, StreamsSettings.of(settings), new IanaRegions(), new SimpleMeterRegistry())) {
            app.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> app.progressNow().allDeadLetters() == 1);
            await().atMost(Duration.ofSeconds(60)).until(app::isCommitted);
        }
    }

    /** The settings of the user admin, which may do everything. */
    private static Properties clients(String way) throws Exception {
        Properties settings = new Properties();
        switch (way) {
            case "plaintext" -> settings.setProperty("bootstrap.servers", open.bootstrapServers());
            case "tls" -> {
                settings = read("admin-mtls.properties");
                settings.keySet().removeIf(name -> name.toString().startsWith("ssl.key"));
            }
            case "mtls" -> settings = read("admin-mtls.properties");
            case "mtls-pem" -> {
                settings = read("admin.properties");
                settings.keySet().removeIf(name -> name.toString().startsWith("sasl."));
                settings.setProperty("bootstrap.servers", servers(way));
                settings.setProperty("security.protocol", "SSL");
                settings.setProperty("ssl.keystore.type", "PEM");
                settings.setProperty("ssl.keystore.location", pem("admin").toString());
            }
            case "scram" -> {
                settings = read("admin.properties");
                settings.setProperty(
                        "sasl.jaas.config",
                        settings.getProperty("sasl.jaas.config")
                                .replaceFirst(
                                        "password=\".*\"",
                                        "password=\"\\${file:" + files.resolve("passwords.properties") + ":admin}\""));
            }
            case "plain" -> {
                settings = read("admin.properties");
                settings.setProperty("sasl.mechanism", "PLAIN");
                settings.setProperty("sasl.jaas.config", PLAIN + "username=\"admin\" password=\"plain-password\";");
            }
            case "oauthbearer" -> {
                settings = read("admin.properties");
                settings.setProperty("sasl.mechanism", "OAUTHBEARER");
                settings.setProperty(
                        "sasl.jaas.config", BEARER + "clientId=\"admin\" clientSecret=\"" + SECRET + "\";");
                settings.setProperty(
                        "sasl.login.callback.handler.class",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
                settings.setProperty("sasl.oauthbearer.token.endpoint.url", tokens.url("/token"));
            }
            default -> throw new IllegalArgumentException(way);
        }
        return settings;
    }

    private static String servers(String way) {
        return switch (way) {
            case "plaintext" -> open.bootstrapServers();
            case "tls", "mtls", "mtls-pem" -> kafka.certificateServers().orElseThrow();
            default -> kafka.bootstrapServers();
        };
    }

    private static Properties read(String name) throws IOException {
        var settings = new Properties();
        try (InputStream in = Files.newInputStream(files.resolve(name))) {
            settings.load(in);
        }
        return settings;
    }

    private static Path write(String name, Properties settings) throws IOException {
        Path file = folder.resolve(name + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        return file;
    }

    private static Path pem(String user) throws Exception {
        String password = read(user + "-mtls.properties").getProperty("ssl.keystore.password");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(files.resolve(user + ".p12"))) {
            store.load(in, password.toCharArray());
        }
        var text = new StringBuilder(
                block("PRIVATE KEY", store.getKey(user, password.toCharArray()).getEncoded()));
        for (var certificate : store.getCertificateChain(user)) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(folder.resolve(user + ".pem"), text);
    }

    private static String block(String name, byte[] bytes) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(name, Base64.getMimeEncoder().encodeToString(bytes));
    }

    private static Path otherAuthority() throws Exception {
        Path store = folder.resolve("other.p12");
        if (Files.notExists(store)) {
            keytool(store, "server");
        }
        KeyStore keys = TlsServer.read(store);
        return Files.writeString(
                folder.resolve("other.pem"),
                block("CERTIFICATE", keys.getCertificate("server").getEncoded()));
    }

    private static Path trust(Path store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", TlsServer.read(store).getCertificate("ca"));
        Path file = folder.resolve("trust.p12");
        try (var out = Files.newOutputStream(file)) {
            trusted.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private static void keytool(Path store, String name, String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Path pipeline(String source) throws IOException {
        return Files.writeString(folder.resolve(source + ".yaml"), """
                sources:
                  clicks: {topic: SOURCE, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  activity: {from: clicks, key: user, window: 1m, to: SOURCE-rows, columns: {n: {count: events}}}
                """.replace("SOURCE", source));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        return Penstock.commandLine()
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
