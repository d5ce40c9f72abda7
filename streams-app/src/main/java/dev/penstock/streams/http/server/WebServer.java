// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.streams.http.route.Problems;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.security.HostCheck;
import dev.penstock.streams.http.security.Tls;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.state.HostInfo;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import static java.util.stream.Collectors.toSet;

/** Serves routes on a port that is there already. */
public final class WebServer implements AutoCloseable {

    /** Besides those that answer: what accepts, selects, and turns away. */
    private static final int MORE_THREADS = 16;

    private static final int LEAST_THREADS = 4;
    private static final int MOST_CONNECTIONS = 1024;
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /**
     * Keys are part of paths, and may have anything in them. Nothing here is a file, and nothing is decided by a part of a
     * path, so what confuses servers that do both is harmless.
     */
    private static final UriCompliance ANY_KEY = UriCompliance.DEFAULT.with(
            "PENSTOCK",
            EnumSet.of(
                            Violation.AMBIGUOUS_PATH_SEPARATOR,
                            Violation.AMBIGUOUS_PATH_ENCODING,
                            Violation.AMBIGUOUS_PATH_SEGMENT,
                            Violation.AMBIGUOUS_PATH_PARAMETER,
                            Violation.AMBIGUOUS_EMPTY_SEGMENT,
                            Violation.SUSPICIOUS_PATH_CHARACTERS)
                    .toArray(Violation[]::new));

    private final Javalin javalin;

    /**
     * Begins to answer.
     *
     * @param lookups what is answered before routes are asked, see {@link QuickLookups}
     * @param registry for how long requests take, and how many are refused
     */
    public WebServer(
            HttpSettings settings,
            HostInfo self,
            ServerSocketChannel channel,
            List<Route> routes,
            Function<KeyLookup, Optional<byte[]>> lookups,
            MeterRegistry registry) {
        Set<String> withBody =
                routes.stream().filter(Route::hasBody).map(Route::path).collect(toSet());
        var times = new RequestTimes(registry);
        var admission = new RequestGuard(
                settings.access(),
                new HostCheck(List.of(self.host(), settings.host())),
                withBody,
                new RefusedRequests(registry));
        javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> connector(settings, server, http, channel));
            config.jetty.modifyServer(server -> server.insertHandler(new QuickLookups(admission, lookups, times)));
            config.requestLogger.http(times);
            config.routes.before(admission::check);
            routes.forEach(route -> methods(route)
                    .forEach(method -> config.routes.addHttpHandler(method, route.path(), admission.guarded(route))));
            List<String> paths = routes.stream()
                    .filter(route -> route.guard() != Route.Guard.INSTANCES)
                    .map(Route::path)
                    .filter(path -> !path.startsWith(Assets.PATH))
                    .toList();
            new Problems(paths, withBody).addTo(config.routes);
        });
        javalin.start();
    }

    private static List<HandlerType> methods(Route route) {
        return route.hasBody() ? List.of(HandlerType.POST) : List.of(HandlerType.GET, HandlerType.HEAD);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = 0;
        // Time is worth more than bytes here.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(MOST_HEADER_BYTES);
            http.setUriCompliance(ANY_KEY);
            http.addCustomizer(new SecurityHeaders());
        });
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ConnectionErrors());
            server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
            server.setStopTimeout(0);
        });
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(
                RequestGuard.CLIENTS + RequestGuard.INSTANCES + MORE_THREADS, LEAST_THREADS, (int) IDLE.toMillis());
        threads.setName("penstock-http");
        threads.setDaemon(true);
        return threads;
    }

    private static Connector connector(
            HttpSettings settings, Server server, HttpConfiguration http, ServerSocketChannel channel) {
        var plain = new SerialConnections(http);
        var connector = new ServerConnector(server, null, null, null, 1, 1, plain);
        if (settings.transport() instanceof Tls tls) {
            http.addCustomizer(new SecureRequestCustomizer(false));
            var ssl = new SslContextFactory.Server();
            ssl.setSslContext(tls.server());
            connector = new ServerConnector(
                    server, null, null, null, 1, 1, new SslConnectionFactory(ssl, plain.getProtocol()), plain);
        }
        connector.setIdleTimeout(IDLE.toMillis());
        try {
            connector.open(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the port can't be used", e);
        }
        return connector;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
