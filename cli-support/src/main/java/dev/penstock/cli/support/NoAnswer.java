// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import dev.penstock.event.Durations;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Says of Kafka that it did not answer in time: whether nobody is there, or somebody who is slow. */
public final class NoAnswer {

    private static final int CONNECT_MILLIS = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Z_]+://)?\\[?(.+?)]?:(\\d{1,5})");

    private NoAnswer() {}

    /**
     * One line. Tries to connect, which takes a second at most for each server.
     *
     * @param servers {@code bootstrap.servers}
     * @param protocol {@code security.protocol} of the client
     * @param what was asked for, in the words of who asked
     */
    public static String text(String servers, String protocol, Duration waited, String what) {
        List<String> refusals = new ArrayList<>();
        for (String server : servers.split(",")) {
            Optional<String> refusal = refusal(server.strip());
            if (refusal.isEmpty()) {
                boolean tlsHere = protocol.toUpperCase(Locale.ROOT).endsWith("SSL");
                boolean tlsThere = speaksTls(server.strip());
                if (tlsHere != tlsThere) {
                    return server.strip() + (tlsThere ? " speaks TLS" : " speaks no TLS")
                            + ", and security.protocol of this client is " + protocol
                            + ": --config FILE or KAFKA_SECURITY_PROTOCOL has to say "
                            + (tlsThere
                                    ? "SSL, or SASL_SSL where a login is wanted"
                                    : "PLAINTEXT, or SASL_PLAINTEXT where a login is wanted");
                }
                return server.strip() + " takes connections, but gave no answer within " + Durations.text(waited) + " ("
                        + what
                        + "); --wait gives it longer, and where it wants TLS or a login, --config FILE has to say so";
            }
            refusals.add(refusal.get());
        }
        return "no Kafka broker answers at " + servers + " (waited " + Durations.text(waited) + "): "
                + String.join(", ", refusals.stream().distinct().toList());
    }

    private static boolean speaksTls(String server) {
        Matcher address = ADDRESS.matcher(server);
        if (!address.matches()) {
            return false;
        }
        try (var plain = new Socket()) {
            int port = Integer.parseInt(address.group(2));
            plain.connect(new InetSocketAddress(address.group(1), port), CONNECT_MILLIS);
            plain.setSoTimeout(CONNECT_MILLIS);
            var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (var socket = (SSLSocket) factory.createSocket(plain, address.group(1), port, true)) {
                socket.startHandshake();
                return true;
            }
        } catch (SSLHandshakeException e) {
            // Whoever sends a certificate that this does not know speaks TLS, and one who hangs up does not.
            return !(e.getCause() instanceof EOFException);
        } catch (IOException e) {
            return false;
        }
    }

    /** Why there is no connection to a server; empty where there is one. */
    private static Optional<String> refusal(String server) {
        Matcher address = ADDRESS.matcher(server);
        if (!address.matches()) {
            return Optional.of("'" + server + "' is no HOST:PORT");
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
