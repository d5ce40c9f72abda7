// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.cli.support.CommandException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Results as JSON. What JMH writes is read as well. */
public final class ResultsFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private ResultsFile() {}

    /** Folders that are missing are made; a file that is there is replaced as a whole. */
    public static void write(Path file, Results results) {
        try {
            Path target = file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            JSON.writeValue(part.toFile(), results);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws CommandException if there is no such file, or it holds something else */
    public static Results read(Path file) {
        try {
            JsonNode root = JSON.readTree(file.toFile());
            if (root.isArray()) {
                return JmhResults.of(root);
            } else if (root instanceof ObjectNode object) {
                // Runs did not always note how long they took.
                object.putIfAbsent("seconds", IntNode.valueOf(0));
                return JSON.treeToValue(root, Results.class);
            }
            throw new IllegalArgumentException("it is no JSON object");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new CommandException(
                    String.format(
                            Locale.ROOT, "%s is no results file of this version of Penstock: %s", file, firstLine(e)),
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    Files.exists(file)
                            ? String.format(Locale.ROOT, "%s can't be read: %s", file, e.getMessage())
                            : "there is no file " + file,
                    e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
