// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that no well-behaved client sends. */
public final class RawHttp {

    private RawHttp() {}

    /** The answer as it came; empty if the connection was closed without one. */
    public static String send(String url, String request) {
        try (var socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(request, e);
        }
    }
}
