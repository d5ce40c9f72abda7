// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.replay;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.producer.input.EventReader;
import dev.penstock.producer.replay.ReplayOptions.OnMalformed;
import dev.penstock.producer.replay.ReplayOptions.Time;
import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.OutgoingEvent;
import dev.penstock.producer.send.SendException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class ReplayTest {

    private static final Time OF_SENDING = new Time.OfSending();
    private static final int MAX_LINE = 200;
    private static final String GOOD = "{\"user\":{\"id\":1}}";

    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user\":{\"id\":\"u-1\"}} | u-1",
                "{\"user\":{\"id\":17}} | 17",
                "{\"user\":{\"id\":true}} | true",
                "{\"user\":{\"id\":\"\\u00e9\"}} | é"
            })
    void shouldKeyLinesByTheTextOfAField(String line, String key) throws IOException {
        assertThat(send(line))
                .extracting(OutgoingEvent::kind, ReplayTest::key, ReplayTest::value)
                .containsExactly(tuple(EventKind.PLAIN, key, line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"not json", "[1]", "{\"user\":{\"id\":1.5}}", "{\"user\":{\"id\":{}}}", "{\"user\":\"u\"}", " "})
    void shouldSendMalformedLinesAsTheyAreWithoutAKey(String line) throws IOException {
        assertThat(send(GOOD + "\n" + line))
                .extracting(OutgoingEvent::kind, ReplayTest::key, ReplayTest::value)
                .containsExactly(tuple(EventKind.PLAIN, "1", GOOD), tuple(EventKind.MALFORMED, "none", line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | line 2 is malformed: not_json, ",
                "[1] | line 2 is malformed: not_an_object, ",
                "{\"a\":1} | line 2 is malformed: it has no field 'user.id', which is to be the record key; known here: a: ",
                "{\"user\":{\"id\":1.5}} | line 2 is malformed: no text, integer or boolean in the key field 'user.id': "
            })
    void shouldStopAtAMalformedLineIfAsked(String line, String message) throws IOException {
        var replay = replay("{\"user\":{\"id\":1}}\n" + line, OF_SENDING, OnMalformed.REFUSE);
        assertThat(replay.next()).isPresent();

        assertThatExceptionOfType(SendException.class).isThrownBy(replay::next).withMessageStartingWith(message);
    }

    @Test
    void shouldStampRecordsWithTheTimeInAField() throws IOException {
        var time = new Time.OfField(new Timestamp.InField(FieldPath.parse("at"), TimeFormat.of(Source.Unit.ISO8601)));
        String good = "{\"user\":{\"id\":1},\"at\":\"2015-05-17T12:05:03+02:00\"}";
        String bad = "{\"user\":{\"id\":1},\"at\":12}";

        var sent = all(replay(good + "\n" + bad, time, OnMalformed.SEND));

        assertThat(sent)
                .extracting(OutgoingEvent::kind, event -> event.record().timestamp(), ReplayTest::key)
                .containsExactly(tuple(EventKind.PLAIN, 1431857103000L, "1"), tuple(EventKind.MALFORMED, null, "1"));
    }

    @Test
    void shouldRefuseALineWithoutItsTimeIfAsked() {
        var time = new Time.OfField(new Timestamp.InField(FieldPath.parse("at"), TimeFormat.of(Source.Unit.SECONDS)));
        var replay = replay("{\"user\":{\"id\":1}}", time, OnMalformed.REFUSE);

        assertThatExceptionOfType(SendException.class)
                .isThrownBy(replay::next)
                .withMessage(
                        "line 1 is malformed: no time in seconds in the timestamp field 'at': {\"user\":{\"id\":1}}");
    }

    @Test
    void shouldLeaveTheTimeOfSendingToKafka() throws IOException {
        assertThat(send("{\"user\":{\"id\":1}}").get(0).record().timestamp()).isNull();
    }

    @Test
    void shouldSkipAndCountEmptyLines() throws IOException {
        var replay = replay("\n{\"user\":{\"id\":1}}\r\n\r\n\n", OF_SENDING, OnMalformed.REFUSE);

        assertThat(all(replay)).hasSize(1);
        assertThat(replay.skipped()).isEqualTo(3);
    }

    @Test
    void shouldTellOfTheFirstMalformedEventAlone() throws IOException {
        send(GOOD + "\n\n{\"user\":{\"idd\":2},\"x\":\"" + "y".repeat(150) + "\"}\nno json\n");

        assertThat(told)
                .containsExactly("line 3 is malformed: it has no field 'user.id', which is to be the record key;"
                        + " did you mean 'user.idd'?: {\"user\":{\"idd\":2},\"x\":\"" + "y".repeat(97) + "...");
    }

    @Test
    void shouldSendTheElementsOfAnArray() throws IOException {
        assertThat(send("[\n  {\"user\": {\n    \"id\": 1}},\n  {\"user\":{\"id\":2}}]\n"))
                .extracting(OutgoingEvent::kind, ReplayTest::key, ReplayTest::value)
                .containsExactly(
                        tuple(EventKind.PLAIN, "1", "{\"user\": {\"id\": 1}}"),
                        tuple(EventKind.PLAIN, "2", "{\"user\":{\"id\":2}}"));
    }

    @Test
    void shouldCutALineThatCannotBeSent() throws IOException {
        var sent = send("{\"user\":{\"id\":1},\"x\":\"" + "x".repeat(MAX_LINE) + "\"}");

        assertThat(sent.get(0).kind()).isEqualTo(EventKind.MALFORMED);
        assertThat(value(sent.get(0))).hasSize(MAX_LINE);
    }

    @Test
    void shouldKeyAValueByTheEventThatLiesInIt() throws IOException {
        Replay replay = replay("{\"a\":7}", OF_SENDING, OnMalformed.REFUSE)
                .lookingInto(value -> "{\"user\":{\"id\":%s}}"
                        .formatted(new String(value, StandardCharsets.UTF_8).replaceAll("\\D", ""))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(all(replay)).extracting(ReplayTest::key, ReplayTest::value).containsExactly(tuple("7", "{\"a\":7}"));
    }

    private List<OutgoingEvent> send(String input) throws IOException {
        return all(replay(input, OF_SENDING, OnMalformed.SEND));
    }

    private static List<OutgoingEvent> all(Replay replay) throws IOException {
        List<OutgoingEvent> events = new ArrayList<>();
        for (var event = replay.next(); event.isPresent(); event = replay.next()) {
            events.add(event.get());
        }
        return events;
    }

    private Replay replay(String input, Time time, OnMalformed onMalformed) {
        var bytes = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var options = new ReplayOptions("lines", FieldPath.parse("user.id"), time, onMalformed, MAX_LINE);
        return new Replay(EventReader.ofFile(Channels.newChannel(bytes), "the input", MAX_LINE), options, told::add);
    }

    private static String key(OutgoingEvent event) {
        byte[] key = event.record().key();
        return key == null ? "none" : new String(key, StandardCharsets.UTF_8);
    }

    private static String value(OutgoingEvent event) {
        return new String(event.record().value(), StandardCharsets.UTF_8);
    }
}
