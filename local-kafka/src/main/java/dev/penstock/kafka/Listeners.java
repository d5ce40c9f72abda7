// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.server.ServerSocketFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;

/**
 * The broker's and the controller's server sockets, bound to loopback before Kafka starts and then handed to it.
 *
 * <p>Kafka wants to know the controller's port before it opens it. Looking for a free port, closing it and naming it
 * would leave a moment in which another process may take it; a socket that stays bound leaves none.
 */
final class Listeners implements ServerSocketFactory, AutoCloseable {

    static final String BROKER = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    /** Clients that may wait for Kafka to accept them; Kafka's own default. */
    private static final int BACKLOG = 50;

    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;

    private Listeners(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
    }

    /** Port 0 is any free port. */
    static Listeners open(int port) {
        ServerSocketChannel broker = bind(port);
        try {
            return new Listeners(broker, bind(0));
        } catch (LocalKafkaException e) {
            close(broker);
            throw e;
        }
    }

    int brokerPort() {
        return broker.socket().getLocalPort();
    }

    InetSocketAddress controllerAddress() {
        return new InetSocketAddress(HOST, controller.socket().getLocalPort());
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) {
        return switch (listenerName) {
            case BROKER -> broker;
            case CONTROLLER -> controller;
            default -> throw new IllegalArgumentException("no listener is called " + listenerName);
        };
    }

    /** Kafka closes what it was handed; this closes what it never came to take. */
    @Override
    public void close() {
        close(broker);
        close(controller);
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
