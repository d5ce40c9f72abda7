// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.cli.support.CommandException;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.http.server.WebServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static dev.penstock.streams.http.peer.Peers.name;

/** Listens on a port of this machine. For use by one thread, but for {@link #close}. */
public final class HttpEndpoint implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int BACKLOG = 128;

    private final HttpSettings settings;
    private final ServerSocketChannel channel;
    private final HostInfo self;
    private final List<AutoCloseable> served = new ArrayList<>(); // guarded by this

    private HttpEndpoint(HttpSettings settings, ServerSocketChannel channel, HostInfo self) {
        this.settings = settings;
        this.channel = channel;
        this.self = self;
    }

    /**
     * Takes the port.
     *
     * @throws CommandException if it can't be had
     */
    public static HttpEndpoint open(HttpSettings settings) {
        ServerSocketChannel channel = bind(settings);
        try {
            return new HttpEndpoint(settings, channel, self(settings, port(channel)));
        } catch (CommandException e) {
            close(channel);
            throw e;
        }
    }

    private static ServerSocketChannel bind(HttpSettings settings) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
            return ServerSocketChannel.open().bind(address, BACKLOG);
        } catch (UnknownHostException e) {
            throw new CommandException("--http-host: there is no host '" + settings.host() + "'", e);
        } catch (BindException e) {
            throw new CommandException(
                    String.format(
                            Locale.ROOT,
                            "can't listen on port %d of %s: %s; --http-port chooses another, 0 any free one, off none",
                            settings.port(),
                            settings.host(),
                            e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    String.format(
                            Locale.ROOT,
                            "can't listen on port %d of %s: %s",
                            settings.port(),
                            settings.host(),
                            e.getMessage()),
                    e);
        }
    }

    private static int port(ServerSocketChannel channel) {
        return channel.socket().getLocalPort();
    }

    private static HostInfo self(HttpSettings settings, int port) {
        if (settings.advertised().isEmpty()) {
            return new HostInfo(isEverywhere(settings.host()) ? machine() : settings.host(), port);
        }
        try {
            return HostInfo.buildFromEndpoint(settings.advertised());
        } catch (ConfigException e) {
            throw new CommandException(
                    "--http-advertised: found '" + settings.advertised() + "', expected HOST:PORT", e);
        }
    }

    private static boolean isEverywhere(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            throw new CommandException("--http-host: there is no host '" + host + "'", e);
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new CommandException(
                    "the name of this machine is not known; --http-advertised has to say by which one others reach it",
                    e);
        }
    }

    @Override
    public Map<String, String> kafkaSettings() {
        return Map.of(StreamsConfig.APPLICATION_SERVER_CONFIG, name(self));
    }

    @Override
    public String url() {
        String host = isEverywhere(settings.host()) ? "localhost" : settings.host();
        return settings.transport().scheme() + "://" + name(new HostInfo(host, port(channel)));
    }

    @Override
    public synchronized void serve(ServedInstance instance) {
        var app = new WebApp(settings, self, instance);
        served.add(app);
        var server = new WebServer(settings, self, channel, app.routes(), app::atOnce, instance.registry());
        served.add(server);
        served.add(app::endStreams);
        LOG.info("answering at {}, for other instances at {}", url(), name(self));
    }

    @Override
    public synchronized void serve(List<Route> routes, MeterRegistry registry) {
        served.add(new WebServer(settings, self, channel, routes, lookup -> Optional.empty(), registry));
        LOG.info("answering at {}", url());
    }

    @Override
    public synchronized void close() {
        for (int i = served.size() - 1; i >= 0; i--) {
            try {
                served.get(i).close();
            } catch (Exception e) {
                LOG.warn("the HTTP server did not stop as it should", e);
            }
        }
        served.clear();
        close(channel);
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the port could not be given back", e);
        }
    }
}
