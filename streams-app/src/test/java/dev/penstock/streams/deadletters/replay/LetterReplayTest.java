// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.deadletters.Origin;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class LetterReplayTest {

    /** A machine that does much else takes long to start a JVM. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalKafka kafka;

    private final CountingWatcher watcher = new CountingWatcher();
    private TestTopic source;
    private TestTopic letters;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        source = new TestTopic(kafka.bootstrapServers(), name);
        letters = new TestTopic(kafka.bootstrapServers(), name + "-dlq");
        kafka.createTopic(source.name(), 2);
        kafka.createTopic(letters.name(), 2);
    }

    @Test
    void shouldSendRecordsBackAsTheyWere() {
        Header[] own = {
            new RecordHeader("trace", new byte[] {0, -1}),
            TestTopic.header("__streams.errors.topic", "a header of the record itself"),
            new RecordHeader("nothing", (byte[]) null),
            TestTopic.header("trace", "again")
        };
        byte[] noText = {(byte) 0xC3, 0, (byte) 0xFF};
        letters.send(List.of(
                TestTopic.letter(letters.name(), source.name(), 1, "not_json", null, noText, own),
                TestTopic.letter(letters.name(), source.name(), 0, "key_missing", noText, "{}".getBytes(UTF_8))));

        replay(LetterFilter.ALL).run();

        var back = source.read();
        assertThat(back).hasSize(2);
        var first = back.stream()
                .filter(record -> record.partition() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(first.key()).isNull();
        assertThat(first.value()).isEqualTo(noText);
        assertThat(first.timestamp()).isEqualTo(1234);
        assertThat(first.headers().toArray()).isEqualTo(own);
        var second = back.stream()
                .filter(record -> record.partition() == 0)
                .findFirst()
                .orElseThrow();
        assertThat(second.key()).isEqualTo(noText);
        assertThat(second.headers()).isEmpty();
        assertThat(letters.read()).hasSize(2);
    }

    @Test
    void shouldSendNothingTwice() {
        letters.sendLetters(source.name(), "not_json", "not_json");
        replay(LetterFilter.ALL).run();
        letters.sendLetters(source.name(), "not_json");

        replay(LetterFilter.ALL).run();
        replay(LetterFilter.ALL).run();

        assertThat(source.readValues()).containsExactly("0", "1", "0");
    }

    @Test
    void shouldSendTheOtherReasonsLater() {
        letters.sendLetters(source.name(), "not_json", "key_missing", "not_json", "too_deep", "key_missing");

        replay(new LetterFilter(Set.of("key_missing"), Long.MAX_VALUE)).run();
        assertThat(source.readValues()).containsExactly("1", "4");
        replay(new LetterFilter(Set.of("not_json", "key_missing"), 1)).run();
        assertThat(source.readValues()).containsExactly("1", "4", "0");
        var last = replay(LetterFilter.ALL);
        last.run();

        assertThat(source.readValues()).containsExactly("1", "4", "0", "2", "3");
        assertThat(last.summary().sent()).containsOnly(Map.entry("not_json", 1L), Map.entry("too_deep", 1L));
    }

    @Test
    void shouldSendDuplicatesOnlyWhereTheyAreNamed() {
        letters.sendLetters(source.name(), "duplicate_event", "not_json", "duplicate_event");

        replay(LetterFilter.ALL).run();
        assertThat(source.readValues()).containsExactly("1");
        replay(new LetterFilter(Set.of("duplicate_event"), Long.MAX_VALUE)).run();
        replay(new LetterFilter(Set.of("duplicate_event"), Long.MAX_VALUE)).run();

        assertThat(source.readValues()).containsExactly("1", "0", "2");
    }

    @Test
    void shouldStopAtItsLimitAndGoOnFromThere() {
        letters.sendLetters(source.name(), "not_json", "not_json", "not_json");

        replay(new LetterFilter(Set.of(), 2)).run();
        assertThat(source.readValues()).containsExactly("0", "1");
        replay(new LetterFilter(Set.of(), 2)).run();

        assertThat(source.readValues()).containsExactly("0", "1", "2");
    }

    @Test
    void shouldOnlyRehearseOnADryRun() {
        letters.sendLetters(source.name(), "not_json", "not_json");

        var rehearsal = replay(LetterFilter.ALL);
        rehearsal.rehearse();

        assertThat(watcher.sent).hasSize(2);
        assertThat(rehearsal.summary().sent()).containsOnly(Map.entry("not_json", 2L));
        assertThat(source.read()).isEmpty();
        replay(LetterFilter.ALL).run();
        assertThat(source.readValues()).containsExactly("0", "1");
    }

    @Test
    void shouldPassOverLettersWithoutAnOrigin() {
        letters.send(List.of(TestTopic.letter(letters.name(), "", 0, "not_json", null, "lost".getBytes(UTF_8))));
        letters.sendLetters(source.name(), "not_json");

        var replay = replay(LetterFilter.ALL);
        replay.run();

        assertThat(source.readValues()).containsExactly("0");
        assertThat(watcher.withoutOrigin).extracting(Letter::place).containsExactly(letters.name() + "-0@0");
        assertThat(replay.summary().withoutOrigin()).isEqualTo(1);
    }

    @Test
    void shouldStopBeforeALetterWhosePartitionIsGoneAndGoOnWhenItIsBack() throws Exception {
        byte[] value = "later".getBytes(UTF_8);
        letters.sendLetters(source.name(), "not_json");
        letters.send(List.of(TestTopic.letter(letters.name(), source.name(), 2, "not_json", null, value)));
        letters.sendLetters(source.name(), "not_json");

        assertThatExceptionOfType(KafkaFailure.class)
                .isThrownBy(() -> replay(LetterFilter.ALL).run())
                .withMessage("%s-0@1: it came from partition 2 of %s, which has 2 now", letters.name(), source.name());
        assertThat(source.readValues()).containsExactly("0");

        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createPartitions(Map.of(source.name(), NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        await().ignoreExceptions().untilAsserted(() -> {
            replay(LetterFilter.ALL).run();
            assertThat(source.readValues()).containsExactlyInAnyOrder("0", "later", "0");
        });
    }

    @Test
    void shouldNameATopicThatDoesNotExist() {
        var replay = new LetterReplay(settings(), "nowhere-dlq", LetterFilter.ALL, watcher);

        assertThatExceptionOfType(KafkaFailure.class)
                .isThrownBy(replay::run)
                .withMessage("there is no topic nowhere-dlq at " + kafka.bootstrapServers());
    }

    @Test
    void shouldNotSendWhatWasAborted() {
        letters.sendAndAbort(
                List.of(TestTopic.letter(letters.name(), source.name(), 0, "not_json", null, new byte[0])));
        letters.sendLetters(source.name(), "not_json");

        replay(LetterFilter.ALL).run();

        assertThat(source.readValues()).containsExactly("0");
    }

    @Test
    void shouldEndAfterTheBatchWhenAskedToStop() {
        letters.sendLetters(source.name(), "not_json", "not_json", "not_json");
        var first = new LetterReplay[1];
        first[0] = new LetterReplay(batchesOf(2), letters.name(), LetterFilter.ALL, new LetterReplay.Watcher() {
            @Override
            public void sent(Letter letter) {
                first[0].stop();
            }

            @Override
            public void withoutOrigin(Letter letter) {}
        });

        first[0].run();

        assertThat(source.readValues()).containsExactly("0", "1");
        replay(LetterFilter.ALL).run();
        assertThat(source.readValues()).containsExactly("0", "1", "2");
    }

    @Test
    void shouldGiveWayToAnotherReplay() {
        letters.sendLetters(source.name(), "not_json", "not_json", "not_json", "not_json");
        var other = replay(LetterFilter.ALL);
        var overtaken = new LetterReplay(batchesOf(1), letters.name(), LetterFilter.ALL, new LetterReplay.Watcher() {
            @Override
            public void sent(Letter letter) {
                other.run();
            }

            @Override
            public void withoutOrigin(Letter letter) {}
        });

        assertThatExceptionOfType(KafkaFailure.class)
                .isThrownBy(overtaken::run)
                .withMessage("another replay of " + letters.name() + " has begun, so this one ends here");
        assertThat(source.readValues()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void shouldNeitherLoseNorDoubleWhenKilled(@TempDir Path folder) throws Exception {
        int count = 5000;
        letters.sendLetters(
                source.name(),
                IntStream.range(0, count).mapToObj(i -> "not_json").toArray(String[]::new));
        Path output = folder.resolve("output");
        Process process = ReplayProcess.start(kafka.bootstrapServers(), letters.name(), output);
        try {
            await().atMost(PATIENCE)
                    .until(() -> !process.isAlive() || !source.readNow().isEmpty());
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(source.readNow()).hasSizeBetween(1, count - 1);

        replay(LetterFilter.ALL).run();

        assertThat(source.readValues())
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    @Test
    void shouldShowWhatIsThere() {
        letters.sendAndAbort(
                List.of(TestTopic.letter(letters.name(), source.name(), 0, "too_long", null, new byte[0])));
        letters.sendLetters(source.name(), "not_json", "key_missing", "not_json");

        var counts = LetterList.show(settings(), letters.name(), LetterFilter.ALL, watcher::sent);
        var limited = new CountingWatcher();
        LetterList.show(settings(), letters.name(), new LetterFilter(Set.of("not_json"), 1), limited::sent);

        assertThat(counts).containsOnly(Map.entry("key_missing", 1L), Map.entry("not_json", 2L));
        assertThat(watcher.sent)
                .extracting(Letter::record)
                .extracting(ConsumerRecord::value)
                .hasSize(3);
        assertThat(limited.sent).hasSize(1);
        assertThat(limited.sent.get(0).origin()).contains(new Origin(source.name(), 0, 7));
    }

    @Test
    void shouldSendTheWholeRecordOfALetterThatIsCut() {
        byte[] whole = "no JSON, and long".getBytes(UTF_8);
        Header own = TestTopic.header("trace", "1");
        source.send(List.of(new ProducerRecord<>(source.name(), 0, 1234L, new byte[] {7}, whole, List.of(own))));
        letters.send(List.of(
                cut(0, "no JSON".getBytes(UTF_8)),
                cut(0, "of another record".getBytes(UTF_8)),
                cut(99, "no JSON".getBytes(UTF_8))));

        replay(LetterFilter.ALL).run();

        var back = source.read();
        assertThat(back).hasSize(2);
        assertThat(back.get(1).value()).isEqualTo(whole);
        assertThat(back.get(1).key()).containsExactly(7);
        assertThat(back.get(1).timestamp()).isEqualTo(1234);
        assertThat(back.get(1).headers().toArray()).containsExactly(own);
        assertThat(watcher.withoutOrigin).hasSize(2).allMatch(Letter::isCut);
    }

    /** A letter of the record at an offset of the source, with the beginning of its value. */
    private ProducerRecord<byte[], byte[]> cut(long offset, byte[] beginning) {
        var letter = TestTopic.letter(letters.name(), source.name(), 0, "too_long", new byte[] {7}, beginning);
        letter.headers().remove(LetterHeaders.OFFSET);
        letter.headers().add(TestTopic.header(LetterHeaders.OFFSET, String.valueOf(offset)));
        letter.headers().add(TestTopic.header(LetterHeaders.VALUE_SIZE, "17"));
        letter.headers().add(TestTopic.header(LetterHeaders.HEADERS_SIZE, "6"));
        return letter;
    }

    @Test
    void shouldSendBackKeyAndTimestampThatALetterHasInItsHeaders() {
        var letter = TestTopic.letter(letters.name(), source.name(), 0, "not_json", new byte[] {1}, new byte[] {2});
        letter.headers().add(new RecordHeader(LetterHeaders.KEY, (byte[]) null));
        letter.headers().add(TestTopic.header(LetterHeaders.TIMESTAMP, "77"));
        letters.send(List.of(letter));

        replay(LetterFilter.ALL).run();

        assertThat(source.read()).singleElement().satisfies(back -> {
            assertThat(back.key()).isNull();
            assertThat(back.timestamp()).isEqualTo(77);
            assertThat(back.headers().toArray()).isEmpty();
        });
    }

    private LetterReplay replay(LetterFilter filter) {
        return new LetterReplay(settings(), letters.name(), filter, watcher);
    }

    private static KafkaSettings settings() {
        return new KafkaSettings(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static KafkaSettings batchesOf(int letters) {
        return new KafkaSettings(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.poll.records", String.valueOf(letters)));
    }
}
