// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.reader.PipelineReader;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A check sum of what a pipeline means, by which instances that run the same can be told from those that don't. Comments,
 * the layout of the file and how a duration is written make no difference; nor do the {@code name} and the {@code stores}. The order of
 * sources, streams and groups does: Kafka Streams numbers tasks by it.
 *
 * <p>What is as in a file that leaves it out does not count. So a new key of the pipeline file changes the check sum of
 * those files alone that use it, and instances of two versions work together.
 */
final class PipelineFingerprint {

    /** What instances do is the same whatever these are. */
    private static final Set<String> LABELS = Set.of("name", "stores");

    private static final Pipeline PLAIN = PipelineReader.read("plain.yaml", """
            sources: {plain: {topic: plain, partitioned_by: plain, timestamp: {field: plain, unit: millis}}}
            streams: {plainer: {from: plain, to: plainer}}
            features: {plainest: {from: plain, key: plain, window: 1m, to: plainest, columns: {n: {count: events}}}}
            """);

    private static final Map<Class<?>, Record> DEFAULTS = Map.of(
            Pipeline.class, PLAIN,
            Source.class, PLAIN.sources().get(0),
            EventStream.class, PLAIN.streams().get(0),
            FeatureGroup.class, PLAIN.features().get(0));

    private PipelineFingerprint() {}

    /** Eight hexadecimal digits. */
    static String of(Pipeline pipeline) {
        var sum = new CRC32();
        sum.update(meaning(pipeline).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String meaning(Object part) {
        if (part instanceof Filter filter) {
            return sorted(filter.conditions());
        } else if (part instanceof Filter.Condition condition) {
            return list(Stream.of(meaning(condition.field()), sorted(condition.anyOf())));
        } else if (part instanceof Record whole) {
            return whole.getClass().getSimpleName()
                    + list(Arrays.stream(whole.getClass().getRecordComponents()).map(each -> meaning(each, whole)));
        } else if (part instanceof Map<?, ?> map) {
            return list(map.entrySet().stream()
                    .map(entry -> list(Stream.of(meaning(entry.getKey()), meaning(entry.getValue())))));
        } else if (part instanceof Collection<?> parts) {
            return list(parts.stream().map(PipelineFingerprint::meaning));
        } else if (part instanceof Optional<?> maybe) {
            return list(maybe.stream().map(PipelineFingerprint::meaning));
        }
        return part instanceof Enum<?> word ? word.name() : String.valueOf(part);
    }

    /** Nothing where it is empty, or as by default. */
    private static String meaning(RecordComponent component, Record whole) {
        boolean label = whole instanceof Pipeline && LABELS.contains(component.getName());
        Object value = value(component, whole);
        Record otherwise = DEFAULTS.get(whole.getClass());
        boolean plain = otherwise != null && value.equals(value(component, otherwise));
        String meaning = label || plain ? "" : meaning(value);
        return meaning.isEmpty() ? "" : list(Stream.of(component.getName(), meaning));
    }

    private static Object value(RecordComponent component, Record whole) {
        try {
            return component.getAccessor().invoke(whole);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }

    private static String sorted(Collection<?> parts) {
        return list(parts.stream().map(PipelineFingerprint::meaning).sorted());
    }

    /** Each text behind its length, so that no two lists are the same text; without those that are empty. */
    private static String list(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty())
                .map(text -> text.length() + ":" + text)
                .collect(Collectors.joining());
    }
}
