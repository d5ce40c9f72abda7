// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How records are written for other processes and for files. */
final class Json {

    static final ObjectMapper LINES = new ObjectMapper();

    static final ObjectMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}
}
