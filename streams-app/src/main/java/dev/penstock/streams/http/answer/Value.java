// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** The value of a column, which is JSON already. */
public record Value(@JsonValue @JsonRawValue String json) {

    public static final Value NULL = new Value("null");
}
