// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what is wrong with TLS, and which setting has to do with it. Java and Kafka say it in the words of their innards, and
 * some of it by the type of an exception alone.
 */
final class TlsFaults {

    private static final Pattern STORE =
            Pattern.compile("Failed to load (?:SSL|PEM SSL) keystore (\\S+)(?: of type \\S+)?");

    private static final String OTHER_HOST = "(No name matching|No subject alternative).*";

    private static final String REFUSED = "(?s).*Received fatal alert: (bad_certificate|certificate_\\w+|unknown_ca).*";

    private TlsFaults() {}

    /** Empty where it is something else. */
    static Optional<String> line(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null; link = link.getCause()) {
            chain.add(link);
        }
        return chain.stream()
                .flatMap(link -> storeFault(link, chain.get(chain.size() - 1)).stream())
                .findFirst()
                .or(() -> chain.stream()
                        .flatMap(link -> handshakeFault(link).stream())
                        .findFirst());
    }

    private static Optional<String> storeFault(Throwable link, Throwable innermost) {
        Matcher store = STORE.matcher(text(link));
        if (!store.find()) {
            return Optional.empty();
        }
        String reason = text(innermost);
        if (innermost instanceof NoSuchFileException) {
            reason = "there is no such file";
        } else if (Stream.of("password was incorrect", "failed to decrypt", "Given final block not properly padded")
                .anyMatch(reason::contains)) {
            reason = "its password is another than ssl.keystore.password or ssl.truststore.password says";
        }
        return Optional.of("keystore " + store.group(1) + ": " + reason);
    }

    private static Optional<String> handshakeFault(Throwable link) {
        String text = text(link);
        if (link instanceof CertificateExpiredException) {
            return Optional.of("the server's certificate has expired: " + text);
        }
        if (link instanceof CertificateNotYetValidException) {
            return Optional.of("the server's certificate is not valid yet: " + text);
        }
        if (link instanceof CertPathBuilderException) {
            return Optional.of(
                    "the server's certificate is signed by an authority that ssl.truststore.location does not hold: "
                            + text);
        }
        if (text.matches(OTHER_HOST)) {
            return Optional.of("the server's certificate is for another host name: " + text);
        }
        if (text.matches(REFUSED)) {
            return Optional.of("the server does not take the client's certificate, or wants one"
                    + " (ssl.keystore.location): " + text);
        }
        if (text.contains("unrecognized SSL message")) {
            return Optional.of("the server speaks no TLS there, and security.protocol says that it does: " + text);
        }
        return Optional.empty();
    }

    private static String text(Throwable link) {
        return String.valueOf(link.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
