// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How records are written for other processes. */
public final class Json {

    public static final ObjectMapper LINES = new ObjectMapper();

    /** Reads numbers as the decimals that they are. */
    public static final ObjectMapper EXACT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}
}
