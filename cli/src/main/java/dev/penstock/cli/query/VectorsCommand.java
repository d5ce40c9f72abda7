// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.cli.support.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints features of many keys. */
@Command(
        name = "vectors",
        sortOptions = false,
        description = {
            "Prints features of up to 1000 keys: of each key the newest window of each feature group. What is missing is"
                    + " null, with a status.",
            "Times are ISO-8601 with an offset, such as 2026-11-21T08:06:00Z, or epoch milliseconds."
        },
        exitCodeList = {"0:done, whatever is missing", "1:there is no answer", "2:wrong usage"})
final class VectorsCommand extends Asking {

    private static final Path NO_FILE = Path.of("");

    @Parameters(
            paramLabel = "FEATURE",
            arity = "1..*",
            description = "GROUP.COLUMN, or GROUP for all columns of a feature group. All have the same keys.")
    private List<String> features = List.of();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An entity key, as ./penstock query key takes it; can be given several times.")
    private List<String> keys = List.of();

    @Option(names = "--keys", paramLabel = "FILE", description = "A file of more keys, one on each line.")
    private Path file = NO_FILE;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Only windows that had ended then. Default: also the current one")
    private String asOf = "";

    @Option(
            names = "--max-age",
            paramLabel = "LENGTH",
            description =
                    "A row whose window ended longer ago, such as 1h, has the status outside_ttl. Default: none has")
    private String maxAge = "";

    @Override
    JsonNode ask(Api api) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!asOf.isEmpty()) {
            parameters.put("as_of", asOf);
        }
        if (!maxAge.isEmpty()) {
            parameters.put("max_age", maxAge);
        }
        return api.post("/api/vectors", parameters, Map.of("keys", allKeys(), "features", features));
    }

    private List<String> allKeys() {
        List<String> all = new ArrayList<>(keys);
        if (!file.equals(NO_FILE)) {
            try {
                all.addAll(Files.readAllLines(file));
            } catch (IOException e) {
                throw new CommandException("--keys: can't read '" + file + "' as lines of UTF-8", e);
            }
        }
        if (all.isEmpty()) {
            throw new RefusedException("no keys are given; --key KEY gives one, --keys FILE a file of them");
        }
        return all;
    }

    @Override
    View view(JsonNode answer) {
        return VectorsView.of(answer);
    }
}
