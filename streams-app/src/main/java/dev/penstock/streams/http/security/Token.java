// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.TextFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The bearer token by <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a> that requests have to have. */
public final class Token implements Access {

    private static final int LEAST_CHARS = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{" + LEAST_CHARS + ",1024}=*");
    private static final String SCHEME = "bearer ";

    private final byte[] text;

    private Token(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The first line of a file.
     *
     * @throws CommandException if that is no token; the message doesn't have it
     */
    public static Token read(Path file) {
        String line =
                TextFile.read(file, "token file").lines().findFirst().orElse("").strip();
        if (!FORM.matcher(line).matches()) {
            throw new CommandException(String.format(
                    Locale.ROOT,
                    "%s: expected a token in the first line, at least %d letters, digits and . _ ~ + / - =",
                    file,
                    LEAST_CHARS));
        }
        return new Token(line);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + new String(text, StandardCharsets.US_ASCII));
    }

    /** Takes the same time however much of the token is right. */
    @Override
    public boolean allows(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(text, given);
    }

    @Override
    public String toString() {
        return "a token";
    }
}
