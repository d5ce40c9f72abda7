// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The folder with all that a secure broker and its users need: certificates, passwords, and for each user a file of
 * settings for a login by password over TLS, and one for a login by certificate. Passwords stay as they are from one start
 * to the next; certificates do until they are about to expire or lack a name of the broker.
 */
final class SecureFolder {

    static final String ADMIN = "admin";

    /** Each logs in as the user of its name, by either way. Only the first may do anything before it is allowed to. */
    static final List<String> USERS = List.of(ADMIN, "app", "topics", "producer", "reader", "replay", "store");

    private static final String SCRAM = ScramMechanism.SCRAM_SHA_512.mechanismName();
    private static final int ITERATIONS = 4096;
    private static final int PASSWORD_BYTES = 24;
    private static final String PASSWORDS = "passwords.properties";
    private static final String STORES = "keystores";

    private final Path folder;
    private final Map<String, String> passwords;
    private final Certificates certificates;

    private SecureFolder(Path folder, Map<String, String> passwords, Certificates certificates) {
        this.folder = folder;
        this.passwords = passwords;
        this.certificates = certificates;
    }

    /**
     * The folder is made if it is missing, and so is what it lacks.
     *
     * @param hosts names of the broker besides localhost
     */
    static SecureFolder open(Path path, List<String> hosts) {
        Path folder = path.toAbsolutePath().normalize();
        var names = new ArrayList<>(List.of("localhost", Listeners.HOST));
        try {
            for (String host : hosts) {
                // As certificates have addresses: those of IPv6 at full length.
                names.add(host.contains(":") ? InetAddress.getByName(host).getHostAddress() : host);
            }
            refuseOtherContent(folder);
            Private.folder(folder);
            Map<String, String> passwords = passwords(folder.resolve(PASSWORDS));
            var secure = new SecureFolder(folder, passwords, certificates(folder, passwords.get(STORES), names));
            secure.writeStores();
            return secure;
        } catch (IOException e) {
            throw new LocalKafkaException(
                    String.format(Locale.ROOT, "folder %s cannot be used: %s", folder, DataFolder.reason(e)), e);
        }
    }

    Path path() {
        return folder;
    }

    /** The names and addresses in the broker's certificate. */
    Set<String> names() {
        try {
            return certificates.names();
        } catch (IOException e) {
            throw new LocalKafkaException(e.getMessage(), e);
        }
    }

    /** When the certificates expire. */
    Instant expiry() {
        try {
            return certificates.expiry();
        } catch (IOException e) {
            throw new LocalKafkaException(e.getMessage(), e);
        }
    }

    /** The broker's own settings; the broker talks to itself as a user of its own, by its certificate. */
    Map<String, String> brokerSettings() {
        Map<String, String> settings = new HashMap<>(stores(Certificates.BROKER));
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
        settings.put("listener.name.ssl.ssl.client.auth", "required");
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.put("sasl.enabled.mechanisms", SCRAM);
        settings.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", login("") + ";");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:" + Certificates.BROKER + ";User:" + ADMIN);
        return settings;
    }

    /** Tells a broker that runs the users' passwords, and writes how they find it. */
    void publish(int scramPort, int certificatePort) {
        String byPassword = "localhost:" + scramPort;
        String byCertificate = "localhost:" + certificatePort;
        try (Admin admin = Admin.create(new HashMap<>(byCertificate(ADMIN, byCertificate)))) {
            List<UserScramCredentialAlteration> credentials = USERS.stream()
                    .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                            user,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                            passwords.get(user)))
                    .toList();
            admin.alterUserScramCredentials(credentials).all().get();
            for (String user : USERS) {
                write(user + ".properties", byPassword(user, byPassword));
                write(user + "-mtls.properties", byCertificate(user, byCertificate));
            }
        } catch (ExecutionException | KafkaException | IOException e) {
            throw new LocalKafkaException("the users of the broker cannot be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalKafkaException("interrupted while the users of the broker were made", e);
        }
    }

    /** The settings of a client that logs in by password. */
    Map<String, String> byPassword(String user, String servers) {
        return Map.of(
                "bootstrap.servers",
                servers,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                SCRAM,
                "sasl.jaas.config",
                login(" username=\"" + user + "\" password=\"" + passwords.get(user) + "\"") + ";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("ca.pem").toString());
    }

    private Map<String, String> byCertificate(String user, String servers) {
        Map<String, String> settings = new HashMap<>(stores(user));
        settings.put("bootstrap.servers", servers);
        settings.put("security.protocol", "SSL");
        return settings;
    }

    private static String login(String arguments) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required" + arguments;
    }

    private Map<String, String> stores(String owner) {
        String password = passwords.get(STORES);
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                folder.resolve(owner + ".p12").toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password,
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                folder.resolve("ca.p12").toString(),
                "ssl.truststore.password",
                password);
    }

    private void writeStores() throws IOException {
        certificates.writeTrustPem(folder.resolve("ca.pem"));
        certificates.writeTrustStore(folder.resolve("ca.p12"));
        for (String owner :
                Stream.concat(Stream.of(Certificates.BROKER), USERS.stream()).toList()) {
            certificates.writeKeyStore(owner, folder.resolve(owner + ".p12"));
        }
    }

    private void write(String name, Map<String, String> settings) throws IOException {
        var text = new StringBuilder();
        new TreeMap<>(settings)
                .forEach((key, value) -> text.append(key)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        Private.write(folder.resolve(name), text.toString());
    }

    private static Certificates certificates(Path folder, String password, List<String> hosts) throws IOException {
        Path file = folder.resolve("all-keys.p12");
        if (Files.exists(file)) {
            Certificates found = Certificates.read(file, password);
            if (found.fit(USERS, hosts, Certificates.needed(Instant.now()))) {
                return found;
            }
        }
        return Certificates.make(file, password, USERS, hosts);
    }

    private static Map<String, String> passwords(Path file) throws IOException {
        var found = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                found.load(in);
            }
        }
        var random = new SecureRandom();
        Map<String, String> passwords = new TreeMap<>();
        var text = new StringBuilder();
        for (String owner : Stream.concat(Stream.of(STORES), USERS.stream()).toList()) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            String password = found.getProperty(owner, made);
            passwords.put(owner, password);
            text.append(owner).append('=').append(password).append('\n');
        }
        Private.write(file, text.toString());
        return passwords;
    }

    /** A folder that holds something else, a home folder say, is named by mistake. */
    private static void refuseOtherContent(Path folder) throws IOException {
        if (Files.notExists(folder) || Files.exists(folder.resolve(PASSWORDS))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            entries.findFirst().ifPresent(entry -> {
                throw new LocalKafkaException(String.format(
                        Locale.ROOT,
                        "folder %s holds no %s but %s, expected an empty folder or one that Penstock made",
                        folder,
                        PASSWORDS,
                        entry.getFileName()));
            });
        }
    }
}
