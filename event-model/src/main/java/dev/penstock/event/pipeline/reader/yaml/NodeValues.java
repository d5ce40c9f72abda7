// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.yaml;

import dev.penstock.aggregate.AggregateType;
import dev.penstock.event.Durations;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Numbers;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Scalar;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what stands behind a colon: topics, names, fields, durations, constants. */
public final class NodeValues {

    /** As long as leaves room for what Kafka Streams puts around it in the name of an internal topic. */
    static final int MAX_NAME_LENGTH = 100;

    /** With room for what stands before it in an application id. */
    private static final int MAX_APPLICATION_NAME_LENGTH = 90;

    private static final int MAX_TOPIC_LENGTH = 249;

    private static final Set<String> KAFKAS_TOPICS =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state", "__cluster_metadata");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");

    /** A number as JSON writes it; the core schema of YAML also takes 0x1F, 007, +1, .5 and .inf for numbers. */
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private NodeValues() {}

    /** @param suffix what is put behind the topic to name another one, which has to be legal too */
    public static ReadResult<String> topic(Node node, String suffix) {
        return node.text("a topic name").flatMap(topic -> {
            if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
                return node.wrong(
                        Quote.quote(topic)
                                + " is no topic name: Kafka takes letters, digits, '.', '_' and '-', and not '.' or '..' alone");
            }
            if (KAFKAS_TOPICS.contains(topic)) {
                return node.wrong(Quote.quote(topic) + " is a topic in which Kafka keeps its own records");
            }
            int most = MAX_TOPIC_LENGTH - suffix.length();
            if (topic.length() > most) {
                String room = suffix.isEmpty() ? "" : " with room for '" + suffix + "'";
                return node.wrong(
                        "a topic name has at most " + most + " characters" + room + ", found " + topic.length());
            }
            return node.read(topic);
        });
    }

    /** Reports a name of a source, stream or feature group that can't be a part of Kafka's names. */
    public static void checkName(Node.Entry entry) {
        String name = entry.name();
        if (!NAME.matcher(name).matches()) {
            entry.key().wrong("a name has letters, digits, '_' and '-' only, found " + Quote.quote(name));
        } else if (name.length() > MAX_NAME_LENGTH) {
            entry.key().wrong("a name has at most " + MAX_NAME_LENGTH + " characters, found " + name.length());
        }
    }

    /** A name that can be the end of an application id. */
    public static ReadResult<String> applicationName(Node node) {
        return node.text("a name").flatMap(name -> {
            if (!TOPIC.matcher(name).matches()) {
                return node.wrong(
                        "an application's name has letters, digits, '.', '_' and '-' only, found " + Quote.quote(name));
            }
            return name.length() > MAX_APPLICATION_NAME_LENGTH
                    ? node.wrong("an application's name has at most " + MAX_APPLICATION_NAME_LENGTH
                            + " characters, found " + name.length())
                    : node.read(name);
        });
    }

    public static ReadResult<FieldPath> field(Node node) {
        // A number is sooner a slip than a field's name.
        return node.scalar("a field name")
                .flatMap(scalar -> scalar.kind() == YamlNode.Kind.TEXT
                        ? fieldNamed(node, scalar.text())
                        : node.wrong("expected a field name, found " + Quote.plain(scalar.text())
                                + "; a field that is called so needs quotation marks"));
    }

    /** The field that a key of the file names. */
    public static ReadResult<FieldPath> field(Node.Entry entry) {
        return fieldNamed(entry.key(), entry.name());
    }

    private static ReadResult<FieldPath> fieldNamed(Node node, String text) {
        if (("." + text + ".").contains("..")) {
            return node.wrong("a field name needs text on each side of every dot, found " + Quote.quote(text));
        }
        return node.read(FieldPath.parse(text));
    }

    /** A duration of at least a millisecond. */
    public static ReadResult<Duration> duration(Node node) {
        return durationOrNone(node)
                .flatMap(duration -> duration.isZero()
                        ? node.wrong("expected a duration longer than 0, found "
                                + node.yaml().describe())
                        : node.read(duration));
    }

    /** A duration, which can be 0. */
    public static ReadResult<Duration> durationOrNone(Node node) {
        String expected = "a duration such as 500ms, 30s, 1m, 1h or 7d";
        return node.text(expected).flatMap(text -> {
            Optional<Duration> duration = Durations.read(text);
            if (duration.isEmpty()) {
                return node.expected(expected);
            }
            return duration.get().compareTo(Durations.LONGEST) > 0
                    ? node.wrong("a duration is at most " + Durations.text(Durations.LONGEST) + ", found "
                            + Quote.quote(text))
                    : node.read(duration.get());
        });
    }

    /** The words of the file for the constants of an enum: {@code per-event} for {@code PER_EVENT}. */
    public static <E extends Enum<E>> Map<String, E> words(E[] constants) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** One of a few words, each of which has a meaning. */
    public static <T> ReadResult<T> oneOf(Node node, Map<String, T> choices) {
        String expected = (choices.size() > 1 ? "one of " : "") + Quote.names(choices.keySet());
        return node.text(expected)
                .flatMap(text -> choices.containsKey(text)
                        ? node.read(choices.get(text))
                        : node.wrong("expected " + expected + ", found " + Quote.quote(text)
                                + Suggestion.hint(text, choices.keySet())));
    }

    /** A constant that an event's field is compared with, or set to. */
    public static ReadResult<FieldValue.Scalar> constant(Node node) {
        return node.scalar("text, a number, true or false").flatMap(scalar -> switch (scalar.kind()) {
            case NUMBER -> number(node, scalar);
            case BOOLEAN -> node.read(new FieldValue.Bool(scalar.text().equalsIgnoreCase("true")));
            case TEXT, NOTHING -> node.read(new FieldValue.Text(scalar.text()));
        });
    }

    /** The option of an aggregate. */
    public static ReadResult<BigDecimal> option(Node node, AggregateType.Option option) {
        return constant(node)
                .flatMap(value -> value instanceof FieldValue.Number number
                                && number.value().compareTo(option.least()) >= 0
                                && number.value().compareTo(option.most()) <= 0
                                && !(option.isWhole()
                                        && number.value().stripTrailingZeros().scale() > 0)
                        ? node.read(number.value())
                        : node.expected((option.isWhole() ? "a whole number from " : "a number from ")
                                + option.least().toPlainString() + " to "
                                + option.most().toPlainString()));
    }

    private static ReadResult<FieldValue.Scalar> number(Node node, Scalar scalar) {
        String literal = scalar.text();
        if (!JSON_NUMBER.matcher(literal).matches()) {
            return node.wrong("expected a number as JSON writes it, or text in quotation marks, found " + literal);
        }
        return Numbers.parse(literal)
                .map(value -> node.<FieldValue.Scalar>read(new FieldValue.Number(value, literal)))
                .orElseGet(() -> node.wrong("the number " + Quote.plain(literal)
                        + " is larger or finer than any that Penstock calculates with"));
    }
}
