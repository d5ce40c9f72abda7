// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.TextFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The key and certificates that an instance serves HTTPS with, and by which it knows the others.
 *
 * @param server for listening
 * @param client for asking: trusts what Java trusts, and the certificates of the key store
 */
public record Tls(SSLContext server, SSLContext client) implements Transport {

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public List<SSLContext> trust() {
        return List.of(client);
    }

    /** @throws CommandException if the file can't be read, or there is no key in it */
    public static Tls read(Path keyStore, Path passwordFile) {
        char[] password = TextFile.read(passwordFile, "password file")
                .lines()
                .findFirst()
                .orElse("")
                .toCharArray();
        try {
            // Of either format, whichever the file is in.
            KeyStore keys = KeyStore.getInstance(keyStore.toFile(), password);
            if (Collections.list(keys.aliases()).stream().noneMatch(alias -> isKey(keys, alias))) {
                throw new CommandException(keyStore + ": has no private key");
            }
            return new Tls(server(keys, password), client(keys));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            String why = Files.exists(keyStore)
                    ? "is no key store of this password: " + e.getMessage()
                    : "there is no such file";
            throw new CommandException(keyStore + ": " + why, e);
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    private static boolean isKey(KeyStore keys, String alias) {
        try {
            return keys.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SSLContext server(KeyStore keys, char[] password) throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext client(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int count = 0;
        for (X509Certificate known : javas().getAcceptedIssuers()) {
            trusted.setCertificateEntry("java-" + count++, known);
        }
        for (String alias : Collections.list(keys.aliases())) {
            for (Certificate own : certificates(keys, alias)) {
                trusted.setCertificateEntry("own-" + count++, own);
            }
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trustManagers(trusted).getTrustManagers(), null);
        return context;
    }

    private static Certificate[] certificates(KeyStore keys, String alias) throws GeneralSecurityException {
        Certificate[] chain = keys.getCertificateChain(alias);
        return chain == null ? new Certificate[] {keys.getCertificate(alias)} : chain;
    }

    private static X509TrustManager javas() throws GeneralSecurityException {
        return Arrays.stream(trustManagers(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("Java has no certificates"));
    }

    /** @param trusted null: what Java trusts */
    private static TrustManagerFactory trustManagers(KeyStore trusted) throws GeneralSecurityException {
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers;
    }
}
