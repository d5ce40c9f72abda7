// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support.registry;

import dev.penstock.cli.support.CommandException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a schema registry is reached, by the names that Confluent's clients have for it.
 *
 * @param urls of one registry, tried in turn; none ends in a slash
 * @param authorization value of the header of that name; empty where none is sent
 * @param trust whom to believe that they are the registry; empty for those whom Java believes
 */
public record RegistrySettings(List<URI> urls, Optional<String> authorization, Optional<SSLContext> trust) {

    public static final String URL = "schema.registry.url";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BASIC_USER = "basic.auth.user.info";
    private static final String BASIC_USER_OLD = "schema.registry.basic.auth.user.info";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String BEARER_TOKEN = "bearer.auth.token";
    private static final String TRUST_FILE = "schema.registry.ssl.truststore.location";
    private static final String TRUST_PASSWORD = "schema.registry.ssl.truststore.password";
    private static final String TRUST_TYPE = "schema.registry.ssl.truststore.type";

    /** All that are read. */
    public static final Set<String> NAMES = Set.of(
            URL,
            BASIC_SOURCE,
            BASIC_USER,
            BASIC_USER_OLD,
            BEARER_SOURCE,
            BEARER_TOKEN,
            TRUST_FILE,
            TRUST_PASSWORD,
            TRUST_TYPE);

    /**
     * Reads them among the settings of Kafka's clients.
     *
     * @return empty where no registry is named
     * @throws CommandException if they make no sense
     */
    public static Optional<RegistrySettings> of(Map<String, String> settings) {
        String urls = settings.getOrDefault(URL, "");
        if (urls.isBlank()) {
            return Optional.empty();
        }
        List<URI> all =
                Arrays.stream(urls.split(",")).map(RegistrySettings::uri).toList();
        return Optional.of(new RegistrySettings(
                all.stream().map(RegistrySettings::withoutUser).toList(),
                authorization(settings, all.get(0)),
                trust(settings)));
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new CommandException(URL + ": expected an address such as http://localhost:8081, found '" + text + "'");
    }

    private static URI withoutUser(URI uri) {
        return uri.getRawUserInfo() == null
                ? uri
                : URI.create(
                        uri.toString().replaceFirst(java.util.regex.Pattern.quote(uri.getRawUserInfo() + "@"), ""));
    }

    private static Optional<String> authorization(Map<String, String> settings, URI first) {
        String token = settings.getOrDefault(BEARER_TOKEN, "");
        if (!token.isEmpty()) {
            return Optional.of("Bearer " + token);
        }
        String user = settings.getOrDefault(BASIC_USER, settings.getOrDefault(BASIC_USER_OLD, ""));
        if (user.isEmpty() && first.getUserInfo() != null) {
            user = first.getUserInfo();
        }
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of("Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<SSLContext> trust(Map<String, String> settings) {
        String file = settings.getOrDefault(TRUST_FILE, "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance(settings.getOrDefault(TRUST_TYPE, "JKS"));
            store.load(in, settings.getOrDefault(TRUST_PASSWORD, "").toCharArray());
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandException(TRUST_FILE + ": " + file + " can't be read: " + e.getMessage(), e);
        }
    }
}
