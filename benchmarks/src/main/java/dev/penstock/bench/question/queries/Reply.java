// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bench.harness.Json;

import java.io.IOException;

/**
 * What came of a request.
 *
 * @param status of HTTP; {@value #NONE} if no answer came
 */
record Reply(int status, byte[] body) {

    static final int NONE = 0;
    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int UNAVAILABLE = 503;

    private static final String PROBLEM = "urn:penstock:problem:";

    /** That no answer came. */
    static final Reply NO_ANSWER = new Reply(NONE, new byte[0]);

    boolean answered() {
        return status == OK;
    }

    /** Its status in words, with the kind of the problem where there is one: {@code 503 moving}. */
    String outcome() {
        if (status == NONE) {
            return "no answer";
        }
        if (status == OK) {
            return String.valueOf(OK);
        }
        return (status + " " + kind()).strip();
    }

    private String kind() {
        try {
            return json().path("type").asText().replace(PROBLEM, "");
        } catch (IOException e) {
            return "without a problem document";
        }
    }

    /** @throws IOException if the body is no JSON */
    JsonNode json() throws IOException {
        return Json.EXACT.readTree(body);
    }
}
