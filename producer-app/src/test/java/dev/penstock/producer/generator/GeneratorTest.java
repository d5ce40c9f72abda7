// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import dev.penstock.producer.command.PipelineRules;
import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.OutgoingEvent;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class GeneratorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final GeneratorOptions GOOD =
            GeneratorOptions.DEFAULT.withCount(20_000).withTimeline(new Timeline.From(START, 1000));
    private static final GeneratorOptions MIXED = GOOD.withShares(new GeneratorOptions.Shares(0.1, 0.02, 0.03, 0.04));

    private static final Pattern APP_EVENT =
            Pattern.compile("\\{\"event_id\":\"(?<id>[0-9a-v]{8})\",\"user_id\":\"(?<user>[^\"]+)\","
                    + "\"event_type\":\"(?<type>[a-z_]+)\",\"item_id\":\"(?<item>i\\d{4})\"(,\"amount\":(?<amount>\\d+\\.\\d\\d))?,"
                    + "\"timestamp\":\\d{13},\"device\":\"(ios|android|web)\",\"region\":\"(NA|EU|AP|LA|AF)\"}");
    private static final Pattern LOGIN =
            Pattern.compile("\\{\"user_id\":\"(?<user>[^\"]+)\",\"app_version\":\"\\d\\.\\d\\.\\d\","
                    + "\"device_type\":\"(?<device>[A-Za-z]+)\",\"ip\":\"(?<ip>[0-9.]+)\",\"locale\":\"[a-z]{2}-[A-Z]{2}\","
                    + "\"timestamp\":\\d{10}}");

    @Test
    void shouldGiveTheSameBytesForTheSameOptions() {
        assertThat(print(generate(MIXED))).isEqualTo(print(generate(MIXED)));
    }

    @Test
    void shouldGiveOtherEventsForAnotherSeed() {
        var some = new HashSet<>(print(generate(MIXED.withSeed(1))));
        var others = new HashSet<>(print(generate(MIXED.withSeed(2))));

        assertThat(Collections.disjoint(some, others)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"20000, 2000, 400, 600, 800", "1000, 100, 20, 30, 40", "12345, 1235, 247, 370, 494"})
    void shouldKeepSharesToTheUnit(long count, long logins, long late, long malformed, long duplicates) {
        var events = generate(MIXED.withCount(count));

        assertThat(events).hasSize((int) count);
        assertThat(events.stream().filter(event -> isLogin(event.record()))).hasSize((int) logins);
        assertThat(events.stream().collect(groupingBy(OutgoingEvent::kind, counting())))
                .containsEntry(EventKind.LATE, late)
                .containsEntry(EventKind.MALFORMED, malformed)
                .containsEntry(EventKind.DUPLICATE, duplicates);
    }

    @Test
    void shouldMakeAppEventsOfTheDocumentedForm() {
        for (var event : generate(GOOD)) {
            var pattern = isLogin(event.record()) ? LOGIN : APP_EVENT;
            assertThat(text(event.record().value())).matches(pattern);
        }
    }

    @Test
    void shouldMakeAppEventsOfAbout165Bytes() {
        double average = generate(GOOD).stream()
                .filter(event -> !isLogin(event.record()))
                .mapToInt(event -> event.record().value().length)
                .average()
                .orElseThrow();

        assertThat(average).isCloseTo(165, within(5.0));
    }

    @Test
    void shouldMakeEventsThatThePipelineTakesButForMalformedOnes() {
        for (var event : generate(MIXED)) {
            assertThat(PipelineRules.take(event.record()))
                    .as("%s %s", event.kind(), text(event.record().value()))
                    .isEqualTo(event.kind() != EventKind.MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource(Malformation.class)
    void shouldSpoilEventsSoThatThePipelineRefusesThem(Malformation way) {
        byte[] user = "3f0e5a4e-6b1c-4a8e-9d27-1f2f3a4b5c6d".getBytes(StandardCharsets.UTF_8);
        var writer = new EventWriter();
        byte[] view = writer.appEvent(1, new UserProfile(1), user, UserAction.VIEW, 1, 0, START.toEpochMilli());
        byte[] login = writer.login(new UserProfile(1), user, START.toEpochMilli());
        byte[] key = way == Malformation.KEY_OF_ANOTHER ? new byte[] {'x'} : user;

        assertThat(PipelineRules.take(new ProducerRecord<>(Generator.APP_TOPIC, user, view)))
                .isTrue();
        assertThat(PipelineRules.take(new ProducerRecord<>(Generator.APP_TOPIC, key, way.spoil(view))))
                .isFalse();
        assertThat(PipelineRules.take(new ProducerRecord<>(Generator.LOGIN_TOPIC, key, way.spoil(login))))
                .isFalse();
    }

    @Test
    void shouldMakeEveryKindOfMalformedEvent() {
        var malformed = generate(GOOD.withShares(new GeneratorOptions.Shares(0.1, 0, 0.5, 0))).stream()
                .filter(event -> event.kind() == EventKind.MALFORMED)
                .map(event -> text(event.record().value()))
                .toList();

        assertThat(malformed)
                .anyMatch(String::isEmpty)
                .anyMatch(value -> value.startsWith("["))
                .anyMatch(value -> value.contains("\uFFFD"))
                .anyMatch(value -> value.contains("\"user_id\":["))
                .anyMatch(value -> value.contains("\"user_id\":null"))
                .anyMatch(value -> !value.isEmpty() && !value.contains("timestamp"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10_000})
    void shouldMakeLateEventsLateInTheirPartitionAndNoOthers(int partitions) {
        Map<String, Long> partitionTimes = new HashMap<>();
        for (var event : generate(MIXED)) {
            if (event.kind() == EventKind.MALFORMED) {
                continue;
            }
            var record = event.record();
            long time = PipelineRules.timeOf(record);
            String partition = record.topic() + BuiltInPartitioner.partitionForKey(record.key(), partitions);
            long partitionTime = partitionTimes.getOrDefault(partition, 0L);
            long closed = Math.floorDiv(time, 60_000) * 60_000 + 60_000 + 30_000;

            assertThat(closed <= partitionTime).isEqualTo(event.kind() == EventKind.LATE);
            partitionTimes.merge(partition, time, Math::max);
        }
    }

    @Test
    void shouldRepeatEventsThatWereSent() {
        Set<String> sent = new HashSet<>();
        for (var event : generate(MIXED.withShares(new GeneratorOptions.Shares(0.1, 0, 0, 0.04)))) {
            boolean isNew = sent.add(print(event));
            assertThat(isNew).isEqualTo(event.kind() != EventKind.DUPLICATE);
        }
    }

    @Test
    void shouldSpreadEventTimeEvenlyFromTheStart() {
        var times = generate(GOOD.withTimeline(new Timeline.From(START, 400))).stream()
                .map(event -> event.record().timestamp() - START.toEpochMilli())
                .toList();

        assertThat(times)
                .startsWith(0L, 2L, 5L, 7L, 10L)
                .endsWith(49_995L, 49_997L)
                .isSorted();
    }

    @Test
    void shouldStampRecordsWithTheTimeOfTheEvent() {
        for (var event : generate(GOOD)) {
            long time = event.record().timestamp();
            long precise = isLogin(event.record()) ? time / 1000 * 1000 : time;
            assertThat(PipelineRules.timeOf(event.record())).isEqualTo(precise);
        }
    }

    @Test
    void shouldFollowTheClockWithoutAStartAndNeverGoBack() {
        var clock = List.of(5_000_000L, 5_000_010L, 4_000_000L, 5_000_020L).iterator();
        var live = new Timeline.Live(() -> Instant.ofEpochMilli(clock.next()));

        var times = generate(GOOD.withCount(4).withTimeline(live)).stream()
                .map(event -> event.record().timestamp())
                .toList();

        assertThat(times).containsExactly(5_000_000L, 5_000_010L, 5_000_010L, 5_000_020L);
    }

    @Test
    void shouldLetPurchasesFollowCartsFollowClicksFollowViewsOfTheSameItem() {
        Map<String, Integer> open = new HashMap<>();
        int purchases = 0;
        // Few users and many sessions at once, so each step is looked for by user and item.
        for (var event : generate(GOOD.withUsers(200))) {
            var match = APP_EVENT.matcher(text(event.record().value()));
            if (!match.matches()) {
                continue;
            }
            String thing = match.group("user") + match.group("item");
            UserAction action = UserAction.valueOf(match.group("type").toUpperCase(Locale.ROOT));
            if (action != UserAction.VIEW) {
                int before = open.merge(thing + (action.ordinal() - 1), -1, Integer::sum);
                assertThat(before).as("%s without what leads to it", action).isNotNegative();
            }
            open.merge(thing + action.ordinal(), 1, Integer::sum);
            purchases += action == UserAction.PURCHASE ? 1 : 0;
        }
        assertThat(purchases).isPositive();
    }

    @Test
    void shouldHavePlausibleClickThroughAndConversion() {
        Map<String, Long> types = generate(GOOD.withUsers(1000)).stream()
                .map(event -> APP_EVENT.matcher(text(event.record().value())))
                .filter(match -> match.matches())
                .collect(groupingBy(match -> match.group("type"), counting()));

        double views = types.get("view");
        assertThat(types.get("click") / views).isBetween(0.1, 0.4);
        assertThat(types.get("add_to_cart") / views).isBetween(0.03, 0.15);
        assertThat(types.get("purchase") / views).isBetween(0.01, 0.06);
    }

    @Test
    void shouldPutAnAmountOnPurchasesOnly() {
        for (var event : generate(GOOD)) {
            var match = APP_EVENT.matcher(text(event.record().value()));
            if (match.matches()) {
                boolean purchase = match.group("type").equals("purchase");
                assertThat(match.group("amount") != null).isEqualTo(purchase);
                if (purchase) {
                    assertThat(Double.parseDouble(match.group("amount"))).isBetween(1.99, 700.0);
                }
            }
        }
    }

    @Test
    void shouldGiveEachEventAnIdOfItsOwn() {
        var ids = generate(GOOD.withCount(100_000)).stream()
                .map(event -> APP_EVENT.matcher(text(event.record().value())))
                .filter(match -> match.matches())
                .map(match -> match.group("id"))
                .toList();

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    @Test
    void shouldKeepAUserOnOneDeviceAndAddress() {
        Map<String, Set<String>> traits = new HashMap<>();
        Set<String> octets = new HashSet<>();
        for (var event : generate(GOOD.withUsers(300).withShares(new GeneratorOptions.Shares(1, 0, 0, 0)))) {
            var match = LOGIN.matcher(text(event.record().value()));
            assertThat(match.matches()).isTrue();
            traits.computeIfAbsent(match.group("user"), user -> new HashSet<>())
                    .add(match.group("device") + match.group("ip"));
            octets.add(match.group("ip").split("\\.")[0]);
        }
        assertThat(traits)
                .hasSizeGreaterThan(250)
                .allSatisfy((user, seen) -> assertThat(seen).hasSize(1));
        assertThat(octets).hasSizeGreaterThan(30).doesNotContain("10", "127", "192", "100", "169", "172", "198", "203");
    }

    @Test
    void shouldNameUsersByRandomUuids() {
        for (var event : generate(GOOD)) {
            var user = UUID.fromString(text(event.record().key()));
            assertThat(user.version()).isEqualTo(4);
            assertThat(user.variant()).isEqualTo(2);
        }
    }

    @Test
    void shouldHaveNoMoreUsersThanAskedFor() {
        var users = generate(GOOD.withUsers(7)).stream()
                .map(event -> text(event.record().key()));

        assertThat(users.distinct()).hasSize(7);
    }

    @Test
    void shouldNameOnlyTheTopicsItWrites() {
        assertThat(topics(0)).containsExactly(Generator.APP_TOPIC);
        assertThat(topics(1)).containsExactly(Generator.LOGIN_TOPIC);
        assertThat(topics(0.5)).containsExactlyInAnyOrder(Generator.APP_TOPIC, Generator.LOGIN_TOPIC);
    }

    @Test
    void shouldEndWhenClosed() {
        var generator = new Generator(GOOD);
        assertThat(generator.next()).isPresent();

        generator.close();

        assertThat(generator.next()).isEmpty();
    }

    @Test
    void shouldRefuseOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeneratorOptions.Shares(0, 0.5, 0.5, 0.2))
                .withMessageContaining("at most 0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeneratorOptions.Shares(Double.NaN, 0, 0, 0))
                .withMessageContaining("logins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GOOD.withUsers(0))
                .withMessageContaining("at least 1 user, found 0");
        assertThatIllegalArgumentException().isThrownBy(() -> GOOD.withSkew(-1)).withMessageContaining("skew");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeline.From(Instant.EPOCH, 1))
                .withMessageContaining("1970-01-01T00:00:00Z");
    }

    private static Set<String> topics(double logins) {
        return new Generator(GOOD.withShares(new GeneratorOptions.Shares(logins, 0, 0, 0))).topics();
    }

    private static List<OutgoingEvent> generate(GeneratorOptions options) {
        var generator = new Generator(options);
        List<OutgoingEvent> events = new ArrayList<>();
        for (var event = generator.next(); event.isPresent(); event = generator.next()) {
            events.add(event.get());
        }
        return events;
    }

    private static List<String> print(List<OutgoingEvent> events) {
        return events.stream().map(GeneratorTest::print).toList();
    }

    private static String print(OutgoingEvent event) {
        var record = event.record();
        return String.join(
                " ", record.topic(), record.timestamp().toString(), latin(record.key()), latin(record.value()));
    }

    private static boolean isLogin(ProducerRecord<byte[], byte[]> record) {
        return record.topic().equals(Generator.LOGIN_TOPIC);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
