// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import dev.penstock.producer.command.Terminal;
import dev.penstock.streams.http.security.Access;
import dev.penstock.streams.http.security.Token;
import dev.penstock.streams.http.server.HttpSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Whom a command asks, and how it says what came back. */
final class QueryArguments {

    private static final String DEFAULT_URL = "http://" + HttpSettings.DEFAULT_HOST + ":" + HttpSettings.DEFAULT_PORT;
    private static final Path NO_FILE = Path.of("");

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = OfUrl.class,
            description =
                    "Where any instance of the application answers, with or without /api. Default: " + DEFAULT_URL)
    private URI url = URI.create(DEFAULT_URL);

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Its first line is the token that the application asks for. Default: none")
    private Path tokenFile = NO_FILE;

    @Option(
            names = "--json",
            description = "Prints JSON as the HTTP API has it. Default: a table on a terminal, JSON elsewhere")
    private boolean json;

    static final class OfUrl implements ITypeConverter<URI> {

        /** What instances say about themselves has /api, which each question brings too. */
        private static final Pattern END = Pattern.compile("(/api)?/?$");

        @Override
        public URI convert(String text) {
            try {
                URI uri = URI.create(END.matcher(text).replaceFirst(""));
                if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                        && uri.getHost() != null
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw expected(text);
            }
            throw expected(text);
        }

        private static TypeConversionException expected(String found) {
            return new TypeConversionException("expected a URL such as " + DEFAULT_URL + ", found '" + found + "'");
        }
    }

    Api api() {
        return new Api(url, tokenFile.equals(NO_FILE) ? Access.OPEN : Token.read(tokenFile));
    }

    boolean wantsJson() {
        return json || !Terminal.isStandardOutput();
    }
}
