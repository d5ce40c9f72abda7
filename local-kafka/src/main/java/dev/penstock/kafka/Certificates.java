// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A certificate authority of one broker, and what it signed: one certificate for the broker and one for each user, with
 * their keys, in one keystore. The JDK's keytool makes them, since the JDK has no interface that does.
 */
final class Certificates {

    static final String BROKER = "broker";

    private static final String CA = "penstock-ca";
    private static final int CA_DAYS = 3650;
    private static final int DAYS = 365;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final String PASSWORD = "PENSTOCK_STORE_PASSWORD";

    private final KeyStore keys;
    private final String password;

    private Certificates(KeyStore keys, String password) {
        this.keys = keys;
        this.password = password;
    }

    /**
     * Makes new ones.
     *
     * @param file that is made, or replaced when all of it is there
     * @param users by name
     * @param hosts names and addresses of the broker
     */
    static Certificates make(Path file, String password, List<String> users, Collection<String> hosts)
            throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        String names = hosts.stream()
                .map(host -> (ADDRESS.matcher(host).matches() ? "ip:" : "dns:") + host)
                .collect(Collectors.joining(","));
        keytool(unfinished, password, CA, CA_DAYS, "-ext", "bc:c", "-ext", "ku:c=keyCertSign,cRLSign");
        keytool(unfinished, password, BROKER, DAYS, "-signer", CA, "-ext", "san=" + names);
        for (String user : users) {
            keytool(unfinished, password, user, DAYS, "-signer", CA);
        }
        Private.only(unfinished);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return read(file, password);
    }

    /** Those that an earlier broker had. */
    static Certificates read(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            return new Certificates(keys, password);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Whether these are the users, the broker has these names, and all of it is good until then. */
    boolean fit(List<String> users, Collection<String> hosts, Instant until) throws IOException {
        try {
            for (String user : users) {
                if (!keys.containsAlias(user)) {
                    return false;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
        return expiry().isAfter(until) && names().containsAll(hosts);
    }

    /** When the broker's certificate, which is the first, expires. */
    Instant expiry() throws IOException {
        return broker().getNotAfter().toInstant();
    }

    /** The names and addresses in the broker's certificate. */
    Set<String> names() throws IOException {
        try {
            var names = new TreeSet<String>();
            Collection<List<?>> found = broker().getSubjectAlternativeNames();
            if (found != null) {
                found.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
            return names;
        } catch (CertificateParsingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private X509Certificate broker() throws IOException {
        try {
            return (X509Certificate) keys.getCertificate(BROKER);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Writes a keystore with the key and the certificate of one of them. */
    void writeKeyStore(String name, Path file) throws IOException {
        try {
            KeyStore store = newStore();
            store.setKeyEntry(
                    name,
                    keys.getKey(name, password.toCharArray()),
                    password.toCharArray(),
                    keys.getCertificateChain(name));
            write(store, file);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Writes a keystore with the certificate that all others are signed with. */
    void writeTrustStore(Path file) throws IOException {
        try {
            KeyStore store = newStore();
            store.setCertificateEntry(CA, keys.getCertificate(CA));
            write(store, file);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The same as PEM. */
    void writeTrustPem(Path file) throws IOException {
        try {
            Certificate ca = keys.getCertificate(CA);
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(ca.getEncoded());
            Private.write(file, "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static KeyStore newStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        Private.write(file, "");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    private static void keytool(Path file, String password, String name, int days, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                String.valueOf(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                // Not as an argument, which everybody on the machine sees.
                "-storepass:env",
                PASSWORD));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD, password);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "keytool made no certificate for %s: %s",
                        name,
                        output.strip().replaceAll("\\s*\\R\\s*", " ")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while certificates were made", e);
        } finally {
            process.destroy();
        }
    }

    /** How long a certificate has to be good for when a broker starts. */
    static Instant needed(Instant now) {
        return now.plus(Duration.ofDays(30));
    }
}
