// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.TextFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bearer token by <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a> that requests have to have. It is for everything. */
public final class Token implements Access {

    private static final int LEAST_CHARS = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{" + LEAST_CHARS + ",1024}=*");
    private static final String SCHEME = "bearer ";

    private final byte[] text;
    private final byte[] digest;

    private Token(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.digest = digest(this.text);
    }

    /** The text as a token; empty if it is none. */
    static Optional<Token> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Token(text)) : Optional.empty();
    }

    /** For messages, what a token is. */
    static String form() {
        return String.format(Locale.ROOT, "at least %d letters, digits and . _ ~ + / - =", LEAST_CHARS);
    }

    /**
     * The first line of a file.
     *
     * @throws CommandException if that is no token; the message doesn't have it
     */
    public static Token read(Path file) {
        String line =
                TextFile.read(file, "token file").lines().findFirst().orElse("").strip();
        return of(line).orElseThrow(
                        () -> new CommandException(file + ": expected a token in the first line, " + form()));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + new String(text, StandardCharsets.US_ASCII));
    }

    @Override
    public Verdict judge(String authorization, Role needed) {
        if (authorization.isEmpty()) {
            return Verdict.NO_TOKEN;
        }
        return matches(digestOf(authorization)) ? Verdict.ALLOWED : Verdict.WRONG_TOKEN;
    }

    /** By digests, so that not even the length of a token can be told by how long this takes. */
    boolean matches(byte[] otherDigest) {
        return MessageDigest.isEqual(digest, otherDigest);
    }

    /**
     * The digest of what an {@code Authorization} header gives for a token; of something that is none where it gives
     * none.
     */
    static byte[] digestOf(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String given = isBearer ? authorization.substring(SCHEME.length()).strip() : "";
        return digest(given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "a token";
    }
}
