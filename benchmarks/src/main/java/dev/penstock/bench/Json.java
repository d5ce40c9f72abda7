// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;

/** How records are written for other processes. */
final class Json {

    static final ObjectMapper LINES = new ObjectMapper();

    private Json() {}
}
