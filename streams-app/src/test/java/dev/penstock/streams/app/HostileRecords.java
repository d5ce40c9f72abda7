// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Records of every kind that a source may bring: good, malformed, oversized, mistimed and mistyped ones. */
final class HostileRecords {

    private static final int USERS = 40;
    private static final String[] NOT_JSON = {"no JSON", "{", "{\"user\":}", "", "{\"at\":01}", "\u0000", "}", "{} {}"};
    private static final String[] NO_OBJECT = {"[]", "1", "\"text\"", "null", "true"};
    private static final String[] NO_TIME = {
        "null", "\"now\"", "-1", "true", "{}", "[1]", "1e400", "1700000000.5e30", "\"2026-11-21T08:06:31Z\""
    };
    private static final String[] NO_NUMBER = {"\"12.5\"", "true", "[1,2]", "{}", "\"NaN\"", "1e4000", "-1e999999"};
    private static final String[] NO_KEY = {"null", "{}", "[\"ann\"]", "1.5", "\"another\""};

    private final Random random;
    private final String topic;
    private final long now;
    private int sent;

    HostileRecords(long seed, String topic, long now) {
        this.random = new Random(seed);
        this.topic = topic;
        this.now = now;
    }

    /** One of all kinds, each of which comes by and by; the largest ones seldom. */
    ProducerRecord<byte[], byte[]> next() {
        String user = "user-" + random.nextInt(USERS);
        int kind = sent++ % 20;
        Headers headers = new RecordHeaders();
        byte[] key = user.getBytes(UTF_8);
        long timestamp = now + random.nextInt(1000);
        byte[] value = switch (kind) {
            case 0, 1 -> event(user, recent(), "12.5", word(20));
            case 2 -> event(user, now - days(1 + random.nextInt(4000)), "1", word(20));
            case 3 ->
                event(user, now + random.nextInt((int) Duration.ofHours(23).toMillis()), "1", word(20));
            case 4 -> event(user, now + days(2 + random.nextInt(1_000_000)), "1", word(20));
            case 5 -> one(NOT_JSON);
            case 6 -> one(NO_OBJECT);
            case 7 -> bytes(1 + random.nextInt(3000));
            case 8 -> ("[".repeat(100)).getBytes(UTF_8);
            case 9 -> text("{\"user\":\"%s\",\"user\":\"%s\",\"at\":%d}", user, user, recent());
            case 10 -> text("{\"user\":%s,\"at\":%d}", choice(NO_KEY), recent());
            case 11 -> text("{\"user\":\"%s\",\"at\":%s}", user, choice(NO_TIME));
            case 12 -> event(user, recent(), choice(NO_NUMBER), word(20));
            // More than a row, or what a stream makes of it, may have.
            case 13 -> event(user, recent(), "1", word(2000 + random.nextInt(6000)));
            case 14 -> event(user, recent(), "1", word(9000));
            case 15 -> bytes(10_000 + random.nextInt(40_000));
            case 16 -> sent % 400 < 20 ? bytes((1 << 20) - 200 + random.nextInt(1 << 20)) : one(NOT_JSON);
            case 17 -> null;
            case 18 -> one(NO_OBJECT);
            default -> random.nextBoolean() ? one(NOT_JSON) : event(user, recent(), "2", word(5));
        };
        switch (kind) {
            case 6 -> headers.add("trace", bytes(3000));
            case 18 -> key = bytes(3000);
            case 19 -> timestamp = random.nextBoolean() ? now * 1000 : random.nextInt(1_000_000);
            case 5 -> key = random.nextBoolean() ? null : key;
            default -> headers.add("id", new byte[] {(byte) kind});
        }
        return new ProducerRecord<>(topic, null, timestamp, key, value, headers);
    }

    private long recent() {
        return now - random.nextInt(120_000);
    }

    private static long days(long days) {
        return Duration.ofDays(days).toMillis();
    }

    private byte[] one(String... texts) {
        return choice(texts).getBytes(UTF_8);
    }

    private String choice(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static byte[] event(String user, long at, String amount, String note) {
        return text("{\"user\":\"%s\",\"at\":%d,\"amount\":%s,\"note\":\"%s\"}", user, at, amount, note);
    }

    private static byte[] text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).getBytes(UTF_8);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Letters that don't compress to less than a half. */
    private String word(int length) {
        var word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append((char) ('!' + random.nextInt(90)));
        }
        return word.toString().replace('\\', 'x').replace('"', 'x');
    }
}
