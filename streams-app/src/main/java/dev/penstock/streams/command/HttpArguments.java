// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.cli.support.CommandException;
import dev.penstock.streams.http.Endpoint;
import dev.penstock.streams.http.HttpEndpoint;
import dev.penstock.streams.http.security.Access;
import dev.penstock.streams.http.security.RoleTokens;
import dev.penstock.streams.http.security.Tls;
import dev.penstock.streams.http.security.Token;
import dev.penstock.streams.http.security.Transport;
import dev.penstock.streams.http.server.HttpSettings;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where an instance can be asked over HTTP, and by whom. */
public final class HttpArguments {

    private static final Logger LOG = LoggerFactory.getLogger(HttpArguments.class);
    private static final Path NO_FILE = Path.of("");

    /** For no port at all. */
    static final int OFF = -1;

    @Option(
            names = "--http-port",
            converter = StreamsConverters.OfHttpPort.class,
            paramLabel = "PORT|off",
            description = "Port to be asked at; 0 is any free one, off is none. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--http-host",
            paramLabel = "HOST",
            description = "Address to listen on, 0.0.0.0 for all; one that others can reach needs a token. Default: "
                    + HttpSettings.DEFAULT_HOST)
    private String host = HttpSettings.DEFAULT_HOST;

    @Option(
            names = "--http-advertised",
            paramLabel = "HOST:PORT",
            description = "Where other instances reach this one (application.server). Default: where it listens, by the"
                    + " machine's name if that is all addresses")
    private String advertised = "";

    @Option(
            names = "--http-token-file",
            paramLabel = "FILE",
            description = "Its first line is the token that requests need; the same for all instances. Default: none")
    private Path tokenFile = NO_FILE;

    @Option(
            names = "--http-roles-file",
            paramLabel = "FILE",
            description =
                    "More tokens, one a line, each behind features, metrics or all, which is what it may ask for; read"
                            + " again when it changes. Default: none")
    private Path rolesFile = NO_FILE;

    @Option(
            names = "--http-keystore",
            paramLabel = "FILE",
            description = "PKCS#12 or JKS file with the key and certificate for HTTPS. Default: none, plain HTTP")
    private Path keyStore = NO_FILE;

    @Option(
            names = "--http-keystore-password-file",
            paramLabel = "FILE",
            description = "Its first line is the password of the key store. Default: none")
    private Path keyStorePasswordFile = NO_FILE;

    @Option(
            names = "--http-insecure",
            description = "Lets everybody ask who reaches the address, without a token. Default: only on this machine")
    private boolean insecure;

    public HttpArguments() {
        this(HttpSettings.DEFAULT_PORT);
    }

    /** @param port where the options don't say another */
    public HttpArguments(int port) {
        this.port = port;
    }

    /** @throws ParameterException if these make no sense */
    public void check(CommandLine command) {
        if (given(keyStore) != given(keyStorePasswordFile)) {
            throw new ParameterException(command, "--http-keystore and --http-keystore-password-file need each other");
        }
        if (given(rolesFile) && !given(tokenFile)) {
            throw new ParameterException(
                    command, "--http-roles-file needs --http-token-file: instances ask each other with that token");
        }
        if (port != OFF && !given(tokenFile) && !insecure && !isLoopback()) {
            throw new ParameterException(
                    command,
                    String.format(
                                    Locale.ROOT,
                                    "--http-host %s can be reached from other machines: --http-token-file makes requests need a token,",
                                    host)
                            + " --http-insecure lets everybody ask");
        }
    }

    /**
     * Takes the port.
     *
     * @param kafka the settings of the instance
     * @throws CommandException if it can't be had, or a file can't be read
     */
    public Endpoint open(Map<String, String> kafka) {
        if (port == OFF) {
            return Endpoint.NONE;
        }
        if (given(tokenFile) && !given(keyStore) && !isLoopback()) {
            LOG.warn("the token travels unencrypted; --http-keystore encrypts, unless something in front does");
        }
        return HttpEndpoint.open(new HttpSettings(
                host,
                port,
                advertised.isEmpty() ? kafka.getOrDefault(StreamsConfig.APPLICATION_SERVER_CONFIG, "") : advertised,
                access(),
                given(keyStore) ? Tls.read(keyStore, keyStorePasswordFile) : Transport.PLAIN));
    }

    private Access access() {
        if (!given(tokenFile)) {
            return Access.OPEN;
        }
        Token own = Token.read(tokenFile);
        return given(rolesFile) ? new RoleTokens(own, rolesFile) : own;
    }

    private static boolean given(Path file) {
        return !file.equals(NO_FILE);
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new CommandException("--http-host: there is no host '" + host + "'", e);
        }
    }
}
