// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A feature row, which is JSON already. */
public record Row(@JsonValue @JsonRawValue String json) {}
