// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistakes;
import dev.penstock.event.pipeline.mistake.Place;
import dev.penstock.event.pipeline.reader.yaml.FileText;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.YamlNode;
import dev.penstock.event.pipeline.reader.yaml.YamlParser;

/** Reads pipeline files. Reads no file itself: it is given the text. Safe for use by several threads. */
public final class PipelineReader {

    private PipelineReader() {}

    /**
     * Reads and validates a pipeline as a whole. {@code docs/pipeline.md} describes the format.
     *
     * @param fileName what mistakes call the file
     * @param yaml the file's text; YAML 1.2, at most a mebi of characters, with or without a byte order mark
     * @throws InvalidPipelineException if anything is wrong; it holds all mistakes that could be found
     */
    public static Pipeline read(String fileName, String yaml) {
        var mistakes = new Mistakes(fileName);
        FileText.check(yaml, mistakes);
        YamlNode root = YamlParser.parse(yaml, mistakes)
                .orElseThrow(() -> mistakes.fatal(
                        Place.START, "the file is empty; a pipeline has sources and streams or features"));
        PipelineDraft draft = PipelineDraft.read(new Node(root, "", mistakes));
        NameCheck.check(draft);
        SessionCheck.check(draft);
        TopicCheck.check(draft);
        FieldCheck.check(draft);
        ProtectionCheck.check(draft);
        StoreCheck.check(draft);
        mistakes.throwIfAny();
        return draft.pipeline();
    }
}
