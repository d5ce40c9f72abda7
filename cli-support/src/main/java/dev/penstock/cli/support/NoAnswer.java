// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import dev.penstock.event.Durations;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of Kafka that it did not answer in time: whether nobody is there, or somebody who is slow. */
public final class NoAnswer {

    private static final int CONNECT_MILLIS = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Z_]+://)?\\[?(.+?)]?:(\\d{1,5})");

    private NoAnswer() {}

    /**
     * One line. Tries to connect, which takes a second at most for each server.
     *
     * @param servers {@code bootstrap.servers}
     * @param what was asked for, in the words of who asked
     */
    public static String text(String servers, Duration waited, String what) {
        List<String> refusals = new ArrayList<>();
        for (String server : servers.split(",")) {
            Optional<String> refusal = refusal(server.strip());
            if (refusal.isEmpty()) {
                return server.strip() + " takes connections, but gave no answer within " + Durations.text(waited) + " ("
                        + what
                        + "); --wait gives it longer, and where it wants TLS or a login, --config FILE has to say so";
            }
            refusals.add(refusal.get());
        }
        return "no Kafka broker answers at " + servers + " (waited " + Durations.text(waited) + "): "
                + String.join(", ", refusals.stream().distinct().toList());
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
