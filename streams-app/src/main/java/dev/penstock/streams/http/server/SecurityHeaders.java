// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import java.util.List;

/**
 * Lets browsers do no more with answers than show this server's own pages, and keep none of them. Each answer has these
 * headers from the beginning; a route may replace them. They are encoded once: look-ups are short, and setting seven
 * headers anew for each was a part of their cost.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {

    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<HttpField> HEADERS = List.of(
            new PreEncodedHttpField("Content-Security-Policy", CSP),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new PreEncodedHttpField("Cache-Control", "no-store"));

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        HEADERS.forEach(responseHeaders::add);
        return request;
    }
}
