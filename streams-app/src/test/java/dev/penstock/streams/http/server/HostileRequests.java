// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import java.util.List;
import java.util.Random;

/** Makes requests out of what exists and what servers stumble over. */
public final class HostileRequests {

    private static final List<String> PATHS = List.of(
            "/",
            "/api",
            "/api/groups",
            "/api/features/",
            "/api/features/users/",
            "/api/features/users",
            "/api/features/items/i1",
            "/api/instances",
            "/api/stats",
            "/api/topology",
            "/api/vectors",
            "/api/openapi.json",
            "/health/live",
            "/health/ready",
            "/metrics",
            // Refused, whatever follows: a stream that is given would not end.
            "/api/live?series=none",
            "/api/live?top=users",
            "/internal/key",
            "/internal/window",
            "/internal/latest",
            "/internal/newest",
            "/internal/instance",
            "/internal/stats",
            "/assets/api.js",
            "//",
            "/../",
            "*");
    private static final List<String> PIECES = List.of(
            "%00",
            "%2F",
            "%2e%2e",
            "%ff",
            "%",
            "%zz",
            "%c3%28",
            "..",
            ";",
            ";a=b",
            "\\",
            "\"",
            "<script>",
            "'",
            "{}",
            "|",
            "+",
            "%25",
            "\u00e4",
            "\t",
            "a".repeat(5000),
            "-1",
            "0",
            "99999999999999999999",
            "1e9",
            "NaN",
            "null",
            "\u0007",
            "%0d%0aX:y",
            "ann",
            "u01");
    private static final List<String> PARAMETERS = List.of(
            "from",
            "to",
            "last",
            "limit",
            "page",
            "window",
            "top",
            "series",
            "key",
            "format",
            "detail",
            "instance",
            "group",
            "partition",
            "standby",
            "after",
            "resumed",
            "merged",
            "x");
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "-1",
            "1700000040000",
            "9999999999999999",
            "5m",
            "1h",
            "0s",
            "latest",
            "clicks",
            "spend",
            "users",
            "items",
            "traffic",
            "json",
            "text",
            "short",
            "self",
            "true",
            "AAAAAAAAAAA",
            "AAABi8_laAA",
            "____________",
            "2023-11-14T22:14:00Z",
            "+1000000000-01-01T00:00:00Z",
            "9223372036854775807",
            "-9223372036854775808");
    private static final List<String> HEADERS = List.of(
            "Host: localhost",
            "Host: a b",
            "Authorization: Bearer",
            "Content-Length: -1",
            "Content-Length: 3",
            "Transfer-Encoding: chunked",
            "Expect: 100-continue",
            "Penstock-Deadline-Ms: 0",
            "Penstock-Deadline-Ms: -5",
            "Penstock-Deadline-Ms: 999999999",
            "Range: bytes=0-1",
            "If-None-Match: *",
            "Upgrade: websocket",
            "Connection: upgrade",
            "Accept-Encoding: gzip",
            "X: " + "y".repeat(9000),
            "Cookie: a=b; c",
            "no header");
    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "TRACE", "get", "FOO");

    private final Random random;

    public HostileRequests(Random random) {
        this.random = random;
    }

    public String next() {
        String path = any(PATHS);
        var request = new StringBuilder(any(METHODS)).append(' ').append(path);
        for (int i = random.nextInt(3); i > 0; i--) {
            request.append(any(PIECES));
        }
        char separator = path.contains("?") ? '&' : '?';
        for (int i = random.nextInt(5); i > 0; i--) {
            request.append(separator)
                    .append(any(PARAMETERS))
                    .append('=')
                    .append(random.nextInt(4) == 0 ? any(PIECES) : any(VALUES));
            separator = '&';
        }
        request.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (int i = random.nextInt(3) - 1; i > 0; i--) {
            request.append(any(HEADERS)).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
