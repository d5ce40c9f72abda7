// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Gives tokens for client credentials, and tells the key that they are signed with. */
final class TokenServer implements AutoCloseable {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"one\"}";

    private final KeyPair keys;
    private final String authorization;
    private final HttpServer server;

    TokenServer(String clientId, String secret) throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        authorization = "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> answer(exchange, 200, keySet()));
        server.createContext("/token", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean right = authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, right ? 200 : 401, right ? token(clientId) : "{\"error\":\"invalid_client\"}");
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private String keySet() {
        var key = (RSAPublicKey) keys.getPublic();
        return """
                {"keys": [{"kty": "RSA", "kid": "one", "use": "sig", "alg": "RS256", "n": "%s", "e": "%s"}]}
                """.formatted(text(key.getModulus()), text(key.getPublicExponent()));
    }

    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private String token(String subject) {
        long now = Instant.now().getEpochSecond();
        String claims =
                "{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d,\"aud\":\"kafka\",\"iss\":\"tokens\",\"scope\":\"kafka\"}"
                        .formatted(subject, now, now + 3600);
        String signed = encode(HEADER) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return "{\"access_token\":\"%s.%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                    .formatted(signed, BASE64.encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
