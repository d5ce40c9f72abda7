// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Numbers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a field of the events holds. */
final class FieldProfile {

    /** More different values than this are not told apart. */
    private static final int MOST_VALUES = 1_000;

    private static final int MOST_FIELDS = 200;
    private static final int MOST_DEPTH = 5;

    /** What fields with so few values hold are kinds of things, and not names. */
    private static final int FEW_VALUES = 20;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern ID = Pattern.compile("(^|.*[._-])(id|uuid|key|ip|no|number|sku|code)$|.*[a-z]Id$");

    /** Who or what events are mostly of. */
    private static final Pattern ACTOR = Pattern.compile(
            "(^|.*[._-])(user|customer|client|account|visitor|member|player|device|session|sensor|merchant|anonymous)"
                    + "([_-]?(id|uuid|key|no|number|name))?$",
            Pattern.CASE_INSENSITIVE);

    private final String path;
    private final Map<String, Long> types = new LinkedHashMap<>();
    private final Set<String> values = new LinkedHashSet<>();
    private final List<FieldValue.Scalar> scalars = new ArrayList<>();
    private long events;
    private long numbersInTexts;

    private FieldProfile(String path) {
        this.path = path;
    }

    /** By dotted path, in the order in which they were met. Those whose own name holds a dot are left out: nothing can name them. */
    static Map<String, FieldProfile> of(List<JsonNode> events) {
        Map<String, FieldProfile> fields = new LinkedHashMap<>();
        events.forEach(event -> add(event, "", 1, fields));
        return fields;
    }

    private static void add(JsonNode object, String prefix, int depth, Map<String, FieldProfile> fields) {
        object.properties().forEach(member -> {
            String name = member.getKey();
            String path = prefix + name;
            if (name.isEmpty() || name.contains(".") || fields.size() >= MOST_FIELDS && !fields.containsKey(path)) {
                return;
            }
            fields.computeIfAbsent(path, FieldProfile::new).add(member.getValue());
            if (member.getValue().isObject() && depth < MOST_DEPTH) {
                add(member.getValue(), path + ".", depth + 1, fields);
            }
        });
    }

    private void add(JsonNode value) {
        if (value.isNull()) {
            return;
        }
        events++;
        types.merge(type(value), 1L, Long::sum);
        if (value.isValueNode()) {
            String text = value.asText();
            if (value.isTextual() && NUMBER.matcher(text).matches()) {
                numbersInTexts++;
            }
            if (values.size() < MOST_VALUES) {
                values.add(text);
            }
            scalars.add(scalar(value));
        }
    }

    private static FieldValue.Scalar scalar(JsonNode value) {
        if (value.isBoolean()) {
            return new FieldValue.Bool(value.booleanValue());
        }
        String text = value.asText();
        return value.isNumber()
                ? Numbers.parse(text)
                        .<FieldValue.Scalar>map(number -> new FieldValue.Number(number, text))
                        .orElse(new FieldValue.Text(text))
                : new FieldValue.Text(text);
    }

    private static String type(JsonNode value) {
        if (value.isIntegralNumber()) {
            return "integer";
        }
        return switch (value.getNodeType()) {
            case STRING -> "text";
            case ARRAY -> "list";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    String path() {
        return path;
    }

    /** How many events have it, and not null. */
    long events() {
        return events;
    }

    /** In words: {@code integer}, or {@code integer or text}. */
    String type() {
        return String.join(" or ", types.keySet());
    }

    boolean isScalar() {
        return !types.containsKey("list") && !types.containsKey("object") && events > 0;
    }

    boolean isList() {
        return types.keySet().equals(Set.of("list"));
    }

    boolean isNumber() {
        return events > 0 && types.keySet().stream().allMatch(type -> type.equals("integer") || type.equals("number"));
    }

    /** Whether all values are texts that hold numbers, some of them with decimals. */
    boolean isNumberInText() {
        return types.keySet().equals(Set.of("text"))
                && numbersInTexts == events
                && values.stream().anyMatch(text -> text.contains("."));
    }

    /** Whether its values name things, as far as its name tells. */
    boolean isId() {
        return ID.matcher(path).matches() || isActor();
    }

    /** Whether its values name somebody or something that acts, as far as its name tells. */
    boolean isActor() {
        return ACTOR.matcher(path).matches();
    }

    /** Whether it can be a key: texts, integers or booleans alone. */
    boolean isKey() {
        return isScalar() && !types.containsKey("number");
    }

    /** How many different values it has, up to a bound. */
    int values() {
        return values.size();
    }

    /** Whether its values tell kinds of events apart. */
    boolean isKind() {
        return hasFewValues() && !types.containsKey("number") && !isNumberInText();
    }

    boolean hasFewValues() {
        return values.size() >= 2 && values.size() <= FEW_VALUES && 2L * values.size() <= events;
    }

    /** Up to 1,000 and then "1000+". */
    String valuesInWords() {
        return values.size() == MOST_VALUES ? MOST_VALUES + "+" : String.valueOf(values.size());
    }

    /** Some of few values; nothing of many, which may be personal. */
    List<String> examples(int most) {
        return isScalar() && isKind() ? values.stream().limit(most).toList() : List.of();
    }

    /** All its values that are no objects or lists. */
    List<FieldValue.Scalar> scalars() {
        return scalars;
    }
}
