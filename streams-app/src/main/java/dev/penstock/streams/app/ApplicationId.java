// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.event.pipeline.Pipeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The id of an application to which nobody gave one.
 *
 * <p>A pipeline with a {@code name} is called by it. Another one is called like its file, and as files of many teams are
 * called {@code pipeline.yaml}, by a check sum of the topic of its first source, too: of all that a file says, that is what
 * differs between teams and does not change in one that grows. The state of another topic's events would need another id
 * anyway. The folder of the file does not count: it differs from machine to machine.
 */
public final class ApplicationId {

    static final int MOST_CHARS = 100;

    private static final String PREFIX = "penstock-";
    private static final String CHECK_SUM = "-[0-9a-f]{8}";
    private static final int CHECK_SUM_CHARS = 9;

    private ApplicationId() {}

    /**
     * The same on every machine, for the same file name and pipeline.
     *
     * @param file of the pipeline
     */
    public static String of(Path file, Pipeline pipeline) {
        if (!pipeline.name().isEmpty()) {
            return PREFIX + pipeline.name();
        }
        var sum = new CRC32();
        String meaning = name(file) + "\n" + pipeline.sources().get(0).topic();
        sum.update(meaning.getBytes(StandardCharsets.UTF_8));
        return stem(file) + "-" + HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /**
     * Tells which ids a file of this name may have had before: from earlier versions, which called an application like
     * its file alone, or with another first source.
     */
    public static Predicate<String> everOf(Path file) {
        return Pattern.compile(Pattern.quote(stem(file)) + "(" + CHECK_SUM + ")?")
                .asMatchPredicate();
    }

    /** What comes before the check sum: of a long name its beginning, without what Kafka takes no ids of. */
    private static String stem(Path file) {
        String stem = PREFIX + name(file).replaceAll("[^A-Za-z0-9._-]", "-");
        return stem.substring(0, Math.min(stem.length(), MOST_CHARS - CHECK_SUM_CHARS));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
