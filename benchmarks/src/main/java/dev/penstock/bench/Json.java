// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How records are written for other processes and for files. */
final class Json {

    static final ObjectMapper LINES = new ObjectMapper();

    private static final ObjectMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Folders that are missing are made. */
    static void write(Path file, Object results) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PRETTY.writeValue(file.toFile(), results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
