// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.event.pipeline.Enricher.Output.Type;
import dev.penstock.event.pipeline.Score;
import dev.penstock.event.pipeline.mistake.Quote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Questions and answers of the Open Inference Protocol, version 2. Safe for use by many threads. */
final class OpenInference {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_QUOTED = 80;

    private final Score score;

    OpenInference(Score score) {
        this.score = score;
    }

    /** The body of a question about some texts. */
    byte[] question(List<String> texts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode input = body.putArray("inputs").addObject();
        input.put("name", score.input()).put("datatype", "BYTES");
        input.putArray("shape").add(texts.size());
        // By which MLServer decodes bytes to text; others don't look at it.
        input.putObject("parameters").put("content_type", "str");
        ArrayNode data = input.putArray("data");
        texts.forEach(data::add);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What the answer says of each of the texts.
     *
     * @throws CallFailure if it is no answer to a question about so many
     */
    List<ScoreResult> answer(byte[] body, int texts) {
        JsonNode outputs = json(body).path("outputs");
        if (!outputs.isArray()) {
            throw wrong("the answer has no 'outputs': " + quoted(body));
        }
        List<ObjectNode> results = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            results.add(JsonNodeFactory.instance.objectNode());
        }
        Optional<List<JsonNode>> objects = objects(outputs, texts);
        score.outputs().forEach((name, type) -> {
            IntFunction<JsonNode> values =
                    objects.isPresent() ? i -> objects.get().get(i).path(name) : values(outputs, name, texts)::get;
            for (int i = 0; i < texts; i++) {
                results.get(i).set(name, checked(name, type, values.apply(i)));
            }
        });
        return results.stream()
                .<ScoreResult>map(json -> new ScoreResult.Found(json.toString().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Why a model, by what it says of itself, is not the one that is asked; empty where it may be. */
    Optional<String> misfit(byte[] metadata) {
        JsonNode model = json(metadata);
        JsonNode inputs = model.path("inputs");
        JsonNode outputs = model.path("outputs");
        if (!inputs.isEmpty() && !names(inputs).contains(score.input())) {
            return Optional.of("the model has the inputs " + Quote.names(names(inputs)) + ", expected "
                    + Quote.quote(score.input()));
        }
        boolean isOneOfObjects = outputs.size() == 1
                && "BYTES".equals(outputs.path(0).path("datatype").asText());
        return outputs.isEmpty()
                        || isOneOfObjects
                        || names(outputs).containsAll(score.outputs().keySet())
                ? Optional.empty()
                : Optional.of(others(outputs));
    }

    /** The values of a single output that holds an object of all that is wanted for each text, as text. */
    private Optional<List<JsonNode>> objects(JsonNode outputs, int texts) {
        if (outputs.size() != 1
                || score.outputs().containsKey(outputs.path(0).path("name").asText())) {
            return Optional.empty();
        }
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode text : values(outputs, outputs.path(0).path("name").asText(), texts)) {
            try {
                objects.add(text.isTextual() ? JSON.readTree(text.textValue()) : text);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
        return objects.stream().allMatch(JsonNode::isObject) ? Optional.of(objects) : Optional.empty();
    }

    private List<JsonNode> values(JsonNode outputs, String name, int texts) {
        for (JsonNode output : outputs) {
            if (name.equals(output.path("name").asText())) {
                List<JsonNode> values = new ArrayList<>();
                for (JsonNode value : output.path("data")) {
                    values.add(value.isArray() && value.size() == 1 ? value.get(0) : value);
                }
                if (values.size() != texts) {
                    throw wrong("output " + Quote.quote(name) + " has " + values.size() + " values, expected " + texts
                            + ", one for each text");
                }
                return values;
            }
        }
        throw wrong(others(outputs));
    }

    private static JsonNode checked(String name, Type type, JsonNode value) {
        if (type == Type.TEXT ? value.isTextual() : value.isNumber()) {
            return value;
        }
        throw wrong(
                "output " + Quote.quote(name) + " has " + (value.isMissingNode() ? "nothing" : cut(value.toString()))
                        + " for a text, expected a " + (type == Type.TEXT ? "text" : "number"));
    }

    private String others(JsonNode outputs) {
        return "the model has the outputs " + Quote.names(names(outputs)) + ", expected "
                + Quote.names(score.outputs().keySet());
    }

    private static List<String> names(JsonNode tensors) {
        return StreamSupport.stream(tensors.spliterator(), false)
                .map(tensor -> tensor.path("name").asText())
                .collect(Collectors.toList());
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // said below
        }
        throw wrong("expected a JSON object, found " + quoted(body));
    }

    static String quoted(byte[] body) {
        return Quote.quote(cut(new String(body, StandardCharsets.UTF_8).strip()));
    }

    private static String cut(String text) {
        return text.length() > MOST_QUOTED ? text.substring(0, MOST_QUOTED) + "..." : text;
    }

    private static CallFailure wrong(String what) {
        return new CallFailure(CallFailure.Kind.WRONG_ANSWER, what);
    }
}
