// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.server.ServerSocketFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The broker's and the controller's server sockets, bound to loopback before Kafka starts and then handed to it.
 *
 * <p>Kafka wants to know the controller's port before it opens it. Looking for a free port, closing it and naming it
 * would leave a moment in which another process may take it; a socket that stays bound leaves none.
 */
final class Listeners implements ServerSocketFactory, AutoCloseable {

    static final String PLAIN = "PLAINTEXT";

    /** For logins by password, of a secure broker. */
    static final String SCRAM = "SASL_SSL";

    /** For logins by certificate, of a secure broker. */
    static final String MUTUAL_TLS = "SSL";

    static final String CONTROLLER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    /** Clients that may wait for Kafka to accept them; Kafka's own default. */
    private static final int BACKLOG = 50;

    private final boolean secure;

    /** By name, in the order in which they were opened. */
    private final Map<String, ServerSocketChannel> sockets = new LinkedHashMap<>();

    private Listeners(boolean secure) {
        this.secure = secure;
    }

    /**
     * Port 0 is any free port.
     *
     * @param secure whether there are two of the broker, the second at the port behind the first
     */
    static Listeners open(int port, boolean secure) {
        var listeners = new Listeners(secure);
        try {
            if (secure) {
                listeners.sockets.put(SCRAM, bind(port));
                listeners.sockets.put(MUTUAL_TLS, bind(port == 0 ? 0 : port + 1));
            } else {
                listeners.sockets.put(PLAIN, bind(port));
            }
            listeners.sockets.put(CONTROLLER, bind(0));
            return listeners;
        } catch (LocalKafkaException e) {
            listeners.close();
            throw e;
        }
    }

    /** Where clients find the broker first. */
    int brokerPort() {
        return port(secure ? SCRAM : PLAIN);
    }

    int port(String listener) {
        return sockets.get(listener).socket().getLocalPort();
    }

    InetSocketAddress controllerAddress() {
        return new InetSocketAddress(HOST, port(CONTROLLER));
    }

    /** Kafka's settings that name them. */
    Map<String, String> settings() {
        var all = new ArrayList<>(sockets.keySet());
        var ofBroker = new ArrayList<>(all);
        ofBroker.remove(CONTROLLER);
        return Map.of(
                "listeners", list(all, name -> name + "://" + HOST + ":" + port(name)),
                "advertised.listeners", list(ofBroker, name -> name + "://localhost:" + port(name)),
                "inter.broker.listener.name", secure ? MUTUAL_TLS : PLAIN,
                "controller.listener.names", CONTROLLER,
                "listener.security.protocol.map",
                        list(all, name -> name + ":" + (name.equals(CONTROLLER) ? secure ? "SSL" : PLAIN : name)));
    }

    private static String list(List<String> names, UnaryOperator<String> text) {
        return names.stream().map(text).collect(Collectors.joining(","));
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) {
        ServerSocketChannel socket = sockets.get(listenerName);
        if (socket == null) {
            throw new IllegalArgumentException("no listener is called " + listenerName);
        }
        return socket;
    }

    /** Kafka closes what it was handed; this closes what it never came to take. */
    @Override
    public void close() {
        sockets.values().forEach(Listeners::close);
    }

    private static ServerSocketChannel bind(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(InetAddress.getByName(HOST), port), BACKLOG);
                return channel;
            } catch (IOException e) {
                close(channel);
                throw e;
            }
        } catch (IOException e) {
            throw new LocalKafkaException(
                    String.format(Locale.ROOT, "port %d on %s cannot be opened: %s", port, HOST, e.getMessage()), e);
        }
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LocalKafkaException("a server socket cannot be closed: " + e.getMessage(), e);
        }
    }
}
