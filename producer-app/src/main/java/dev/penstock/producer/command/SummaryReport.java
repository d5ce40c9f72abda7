// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.penstock.cli.support.Counted;
import dev.penstock.producer.send.Summary;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a {@link Summary} is shown. */
final class SummaryReport {

    private static final JsonFactory JSON = new JsonFactory();

    private SummaryReport() {}

    /** A few lines for people. */
    static String text(Summary summary) {
        var lines = new ArrayList<String>();
        lines.add(format(
                "%s delivered in %.1f s: %,.0f events/s, %.1f MB/s",
                Counted.of(summary.delivered(), "event"),
                summary.elapsed().toNanos() / 1e9,
                summary.eventsPerSecond(),
                summary.megabytesPerSecond()));
        summary.topics()
                .forEach((topic, counts) -> lines.add(format(
                        "  %s: %s sent, %.1f MB%s",
                        topic, Counted.of(counts.events(), "event"), counts.bytes() / 1e6, wrongs(counts))));
        var latency = summary.latency();
        lines.add(format(
                "  latency: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms",
                latency.p50() / 1e3, latency.p99() / 1e3, latency.p999() / 1e3, latency.max() / 1e3));
        if (summary.skipped() > 0) {
            lines.add(format("  %s skipped", Counted.of(summary.skipped(), "empty line")));
        }
        if (summary.failed() > 0) {
            lines.add(format(
                    "  %s %s NOT delivered",
                    Counted.of(summary.failed(), "event"), summary.failed() == 1 ? "was" : "were"));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** One JSON object on one line. */
    static String json(Summary summary) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("delivered", summary.delivered());
            json.writeNumberField("failed", summary.failed());
            json.writeNumberField("skipped", summary.skipped());
            json.writeNumberField("seconds", summary.elapsed().toNanos() / 1e9);
            json.writeNumberField("events_per_second", summary.eventsPerSecond());
            json.writeNumberField("megabytes_per_second", summary.megabytesPerSecond());
            writeCounts(json, summary.total());
            writeLatency(json, summary.latency());
            json.writeObjectFieldStart("topics");
            for (var topic : summary.topics().entrySet()) {
                json.writeObjectFieldStart(topic.getKey());
                writeCounts(json, topic.getValue());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void writeCounts(JsonGenerator json, Summary.TopicCounts counts) throws IOException {
        json.writeNumberField("events", counts.events());
        json.writeNumberField("bytes", counts.bytes());
        json.writeNumberField("late", counts.late());
        json.writeNumberField("malformed", counts.malformed());
        json.writeNumberField("duplicates", counts.duplicates());
    }

    private static void writeLatency(JsonGenerator json, Summary.Latency latency) throws IOException {
        json.writeObjectFieldStart("latency_ms");
        json.writeNumberField("p50", latency.p50() / 1e3);
        json.writeNumberField("p99", latency.p99() / 1e3);
        json.writeNumberField("p99.9", latency.p999() / 1e3);
        json.writeNumberField("max", latency.max() / 1e3);
        json.writeEndObject();
    }

    private static String wrongs(Summary.TopicCounts counts) {
        List<String> wrongs = new ArrayList<>();
        if (counts.late() > 0) {
            wrongs.add(format("%,d late", counts.late()));
        }
        if (counts.malformed() > 0) {
            wrongs.add(format("%,d malformed", counts.malformed()));
        }
        if (counts.duplicates() > 0) {
            wrongs.add(format("%,d duplicates", counts.duplicates()));
        }
        return wrongs.isEmpty() ? "" : ", of them " + String.join(", ", wrongs);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
