// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.yaml;

import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistakes;
import dev.penstock.event.pipeline.mistake.Place;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Entry;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Kind;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Mapping;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Scalar;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Sequence;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Composes one YAML document from the parser's events. Its own composer, since the library's recurses without a limit
 * and forgets where a duplicate key stands. Whatever an alias stands for counts again each time, so that a few lines
 * can't unfold to more than memory holds.
 */
public final class YamlParser {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NODES = 500_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private final ScalarResolver resolver = SETTINGS.getSchema().getScalarResolver();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final Mistakes mistakes;
    private final Iterator<Event> events;
    private Place latest = Place.START;
    private long nodes;

    /** @param size how many nodes it unfolds to */
    private record Anchored(YamlNode node, long size) {}

    private YamlParser(String yaml, Mistakes mistakes) {
        this.mistakes = mistakes;
        // The parser takes a carriage return that ends the file for a character of its last line.
        String text = yaml.endsWith("\r") ? yaml + "\n" : yaml;
        this.events = new Parse(SETTINGS).parseString(text).iterator();
    }

    /**
     * Reads the only document of the text. Duplicate keys, keys that are no scalars, tags and further documents are
     * reported and left out.
     *
     * @return the root; empty where the text holds nothing but white space and comments
     * @throws InvalidPipelineException if the text is no YAML or beyond the limits
     */
    public static Optional<YamlNode> parse(String yaml, Mistakes mistakes) {
        var parser = new YamlParser(yaml, mistakes);
        try {
            return parser.document();
        } catch (MarkedYamlEngineException noYaml) {
            throw mistakes.fatal(parser.placeOf(noYaml), "not valid YAML: " + problem(noYaml));
        } catch (YamlEngineException noYaml) {
            throw mistakes.fatal(parser.latest, "not valid YAML: " + Quote.plain(noYaml.getMessage()));
        }
    }

    private Optional<YamlNode> document() {
        next();
        if (next().getEventId() == Event.ID.StreamEnd) {
            return Optional.empty();
        }
        YamlNode root = node(next(), "", 1);
        next();
        Event end = next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            mistakes.add(latest, "", "a pipeline file is one YAML document, found a second one");
        }
        return Optional.of(root);
    }

    private YamlNode node(Event event, String path, int depth) {
        Place place = latest;
        if (depth > MAX_DEPTH) {
            throw mistakes.fatal(place, "nested more than " + MAX_DEPTH + " deep");
        }
        if (event instanceof AliasEvent alias) {
            return unfold(alias, place);
        }
        long before = nodes;
        count(1, place);
        YamlNode node = fresh(event, path, place, depth);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, nodes - before)));
        return node;
    }

    private YamlNode fresh(Event event, String path, Place place, int depth) {
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, path, place);
            case SequenceStart -> sequence((CollectionStartEvent) event, path, place, depth);
            case MappingStart -> mapping((CollectionStartEvent) event, path, place, depth);
            default -> throw new IllegalStateException("unexpected " + event);
        };
    }

    private YamlNode unfold(AliasEvent alias, Place place) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw mistakes.fatal(
                    place, Quote.quote("*" + alias.getAlias()) + " names no anchor that is complete before it");
        }
        count(anchored.size, place);
        return anchored.node instanceof Scalar scalar ? new Scalar(place, scalar.text(), scalar.kind()) : anchored.node;
    }

    private void count(long more, Place place) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw mistakes.fatal(place, "the file unfolds to more than " + MAX_NODES + " values");
        }
    }

    private Scalar scalar(ScalarEvent event, String path, Place place) {
        refuseTag(event.getTag(), path, place);
        String text = event.getValue();
        if (text.codePoints().anyMatch(YamlParser::isSurrogate)) {
            mistakes.add(place, path, Quote.quote(text) + " holds half a character (an unpaired surrogate)");
        }
        Tag tag = resolver.resolve(text, event.getImplicit().canOmitTagInPlainScalar());
        return new Scalar(place, text, kind(tag));
    }

    private static Kind kind(Tag tag) {
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Kind.NOTHING : Kind.TEXT;
    }

    private Sequence sequence(CollectionStartEvent start, String path, Place place, int depth) {
        refuseTag(start.getTag(), path, place);
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, path, depth + 1));
        }
        return new Sequence(place, List.copyOf(items));
    }

    private Mapping mapping(CollectionStartEvent start, String path, Place place, int depth) {
        refuseTag(start.getTag(), path, place);
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            YamlNode key = node(event, path, depth + 1);
            String name = key instanceof Scalar scalar ? scalar.text() : "";
            YamlNode value = node(next(), Node.child(path, name), depth + 1);
            if (!(key instanceof Scalar scalar) || scalar.kind() == Kind.NOTHING) {
                mistakes.add(key.place(), path, "expected a name before the colon, found " + key.describe());
            } else if (!keys.add(name)) {
                mistakes.add(key.place(), path, "the key " + Quote.quote(name) + " stands twice in this mapping");
            } else {
                entries.add(new Entry(scalar, value));
            }
        }
        return new Mapping(place, List.copyOf(entries));
    }

    private void refuseTag(Optional<String> tag, String path, Place place) {
        tag.filter(name -> !name.equals("!"))
                .ifPresent(name -> mistakes.add(
                        place, path, "tags have no meaning in a pipeline file, found " + Quote.quote(name)));
    }

    private Event next() {
        Event event = events.next();
        latest = event.getStartMark().map(YamlParser::place).orElse(latest);
        return event;
    }

    private Place placeOf(MarkedYamlEngineException noYaml) {
        return noYaml.getProblemMark()
                .or(noYaml::getContextMark)
                .map(YamlParser::place)
                .orElse(latest);
    }

    private static String problem(MarkedYamlEngineException noYaml) {
        String problem = String.valueOf(noYaml.getProblem());
        String context = noYaml.getContext();
        return Quote.printable((context == null ? problem : problem + ", " + context).replaceAll("\\s+", " "));
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
