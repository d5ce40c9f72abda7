// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Enricher.Output.Type;
import dev.penstock.event.pipeline.Score;
import dev.penstock.event.pipeline.Score.OnFailure;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what a stream asks models. */
public final class ScoreReader {

    public static final List<String> KEYS = List.of(
            "field",
            "url",
            "input",
            "outputs",
            "batch",
            "within",
            "timeout",
            "retries",
            "in_flight",
            "on_failure",
            "default");

    private static final Map<String, Type> TYPES = NodeValues.words(Type.values());
    private static final Map<String, OnFailure> FAILURES = failures();

    private static final Map<String, Type> DEFAULT_OUTPUTS = outputs();
    private static final int MOST_TEXTS = 10_000;
    private static final int MOST_RETRIES = 20;
    private static final int MOST_IN_FLIGHT = 256;

    private final List<FieldUse> uses;
    private final List<AddedField> added;

    /**
     * @param uses gathers the fields that are named
     * @param added gathers the fields that are added
     */
    ScoreReader(List<FieldUse> uses, List<AddedField> added) {
        this.uses = uses;
        this.added = added;
    }

    private static Map<String, OnFailure> failures() {
        Map<String, OnFailure> failures = new LinkedHashMap<>();
        for (OnFailure each : OnFailure.values()) {
            failures.put(each.name().toLowerCase(Locale.ROOT), each);
        }
        return failures;
    }

    private static Map<String, Type> outputs() {
        Map<String, Type> outputs = new LinkedHashMap<>();
        outputs.put("label", Type.TEXT);
        outputs.put("score", Type.NUMBER);
        return outputs;
    }

    ReadResult<List<Score>> read(Node node) {
        return node.entries("a mapping of names to models")
                .flatMap(entries -> entries.isEmpty()
                        ? node.wrong("score names no model; leave it out")
                        : ReadResult.all(entries.stream().map(this::score).toList(), node));
    }

    private ReadResult<Score> score(Node.Entry entry) {
        NodeValues.checkName(entry);
        Section section = entry.value().section(KEYS);
        ReadResult<FieldPath> field = section.required("field", NodeValues::field);
        field.ifRead((path, at) -> uses.add(new FieldUse(path, Need.SINGLE_VALUE, at)));
        ReadResult<URI> url = section.required("url", ScoreReader::url);
        ReadResult<String> input = section.optional("input", "text", node -> node.text("the name of an input"));
        ReadResult<Map<String, Type>> outputs = section.optional("outputs", DEFAULT_OUTPUTS, ScoreReader::outputs);
        ReadResult<Integer> batch = section.optional("batch", 64, node -> whole(node, 1, MOST_TEXTS));
        ReadResult<Duration> within = section.optional("within", Duration.ofMillis(50), NodeValues::duration);
        ReadResult<Duration> timeout = section.optional("timeout", Duration.ofSeconds(2), NodeValues::duration);
        ReadResult<Integer> retries = section.optional("retries", 3, node -> whole(node, 0, MOST_RETRIES));
        ReadResult<Integer> inFlight = section.optional("in_flight", 4, node -> whole(node, 1, MOST_IN_FLIGHT));
        ReadResult<OnFailure> onFailure =
                section.optional("on_failure", OnFailure.DEAD_LETTER, node -> NodeValues.oneOf(node, FAILURES));
        ReadResult<Map<String, FieldValue.Scalar>> otherwise =
                section.optional("default", Map.of(), node -> otherwise(node, outputs, onFailure));
        onFailure.ifRead((what, at) -> {
            if (what == OnFailure.DEFAULT && !section.has("default")) {
                at.wrong("'default' is missing, which says what the outputs are then");
            }
        });
        outputs.ifRead((types, at) -> types.forEach((name, type) ->
                added.add(new AddedField.Scored(new FieldPath(List.of(entry.name(), name)), type, entry.key()))));
        return allRead(List.of(
                        field, url, input, outputs, batch, within, timeout, retries, inFlight, onFailure, otherwise))
                ? entry.value()
                        .read(new Score(
                                entry.name(),
                                field.value(),
                                url.value(),
                                input.value(),
                                outputs.value(),
                                batch.value(),
                                within.value(),
                                timeout.value(),
                                retries.value(),
                                inFlight.value(),
                                onFailure.value(),
                                otherwise.value()))
                : ReadResult.wrong();
    }

    private static boolean allRead(List<ReadResult<?>> parts) {
        return parts.stream().allMatch(ReadResult::isRead);
    }

    private static ReadResult<URI> url(Node node) {
        String expected = "the address of a model, such as http://localhost:8080/v2/models/tone";
        return node.text(expected).flatMap(text -> {
            try {
                URI uri = URI.create(text.replaceAll("/+$", ""));
                boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (isHttp && uri.getHost() != null && uri.getPath().contains("/v2/models/")) {
                    return node.read(uri);
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            return node.expected(expected);
        });
    }

    private static ReadResult<Integer> whole(Node node, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        return node.text(expected).flatMap(text -> {
            if (text.matches("[0-9]{1,9}")) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return node.read(number);
                }
            }
            return node.expected(expected);
        });
    }

    private static ReadResult<Map<String, Type>> outputs(Node node) {
        return node.entries("a mapping of outputs to 'text' or 'number'").flatMap(entries -> {
            if (entries.isEmpty()) {
                return node.wrong("outputs names none; leave it out to take 'label' and 'score'");
            }
            Map<String, Type> outputs = new LinkedHashMap<>();
            for (Node.Entry entry : entries) {
                NodeValues.oneOf(entry.value(), TYPES).ifRead((type, at) -> outputs.put(entry.name(), type));
            }
            return outputs.size() == entries.size() ? node.read(outputs) : ReadResult.wrong();
        });
    }

    private static ReadResult<Map<String, FieldValue.Scalar>> otherwise(
            Node node, ReadResult<Map<String, Type>> outputs, ReadResult<OnFailure> onFailure) {
        if (onFailure.isRead() && onFailure.value() != OnFailure.DEFAULT) {
            return node.wrong("'default' is of use with 'on_failure: default' alone");
        }
        return node.entries("a mapping of outputs to constants").flatMap(entries -> {
            Map<String, FieldValue.Scalar> constants = new LinkedHashMap<>();
            for (Node.Entry entry : entries) {
                outputs.ifRead((types, at) -> {
                    if (!types.containsKey(entry.name())) {
                        entry.key().wrong(notTaken(entry.name(), types.keySet()));
                    } else {
                        constant(entry, types.get(entry.name()), constants);
                    }
                });
            }
            return constants.size() == entries.size() ? node.read(constants) : ReadResult.wrong();
        });
    }

    private static String notTaken(String name, Set<String> outputs) {
        return "no output " + Quote.quote(name) + " is taken" + Suggestion.hintOrAll(name, List.copyOf(outputs));
    }

    private static void constant(Node.Entry entry, Type type, Map<String, FieldValue.Scalar> constants) {
        NodeValues.constant(entry.value()).ifRead((constant, at) -> {
            boolean isNumber = constant instanceof FieldValue.Number;
            boolean isText = constant instanceof FieldValue.Text;
            if (type == Type.NUMBER ? isNumber : isText) {
                constants.put(entry.name(), constant);
            } else {
                at.expected("a " + type.name().toLowerCase(Locale.ROOT) + ", as outputs says");
            }
        });
    }
}
