// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import static dev.penstock.producer.generator.Utf8Buffer.utf8;

/** Writes events as JSON. Not safe for several threads. */
final class EventWriter {

    private static final byte[] USER_FIRST = utf8("{\"user_id\":\"");
    private static final byte[] APP_VERSION = utf8("\",\"app_version\":\"");
    private static final byte[] DEVICE_TYPE = utf8("\",\"device_type\":\"");
    private static final byte[] IP = utf8("\",\"ip\":\"");
    private static final byte[] LOCALE = utf8("\",\"locale\":\"");
    private static final byte[] TIMESTAMP = utf8("\",\"timestamp\":");
    private static final byte[] EVENT_ID = utf8("{\"event_id\":\"");
    private static final byte[] USER_ID = utf8("\",\"user_id\":\"");
    private static final byte[] EVENT_TYPE = utf8("\",\"event_type\":\"");
    private static final byte[] ITEM_ID = utf8("\",\"item_id\":\"i");
    private static final byte[] AMOUNT = utf8("\",\"amount\":");
    private static final byte[] TIMESTAMP_AFTER_NUMBER = utf8(",\"timestamp\":");
    private static final byte[] DEVICE = utf8(",\"device\":\"");
    private static final byte[] REGION = utf8("\",\"region\":\"");
    private static final byte[] TEXT_ID = utf8("{\"id\":\"");
    private static final byte[] TEXT = utf8("\",\"text\":\"");
    private static final byte[] SOURCE = utf8(",\"source\":\"");
    private static final byte[] PRIORITY = utf8("\",\"priority\":\"");
    private static final byte[] METADATA = utf8("\",\"metadata\":{\"user_id\":\"");
    private static final byte[] SESSION_ID = utf8("\",\"session_id\":\"");
    private static final byte[] END = utf8("\"}");
    private static final byte[] END_OF_METADATA = utf8("\"}}");
    private static final byte[] END_AFTER_NUMBER = utf8("}");

    private final Utf8Buffer buffer = new Utf8Buffer();

    byte[] key(UserProfile person) {
        return person.id(buffer);
    }

    /** @param millis written as seconds */
    byte[] login(UserProfile person, byte[] userId, long millis) {
        buffer.clear().text(USER_FIRST).text(userId);
        buffer.text(APP_VERSION).text(person.version());
        buffer.text(DEVICE_TYPE).text(person.deviceType());
        buffer.text(IP);
        person.writeAddress(buffer);
        buffer.text(LOCALE).text(person.locale());
        buffer.text(TIMESTAMP).digits(millis / 1000);
        return buffer.text(END_AFTER_NUMBER).toBytes();
    }

    /**
     * @param eventId of which 40 bits are written
     * @param cents the amount, written if it is more than 0
     */
    byte[] appEvent(
            long eventId, UserProfile person, byte[] userId, UserAction action, int item, long cents, long millis) {
        buffer.clear().text(EVENT_ID).base32(eventId);
        buffer.text(USER_ID).text(userId);
        buffer.text(EVENT_TYPE).text(action.type);
        buffer.text(ITEM_ID).digits(item, 4);
        if (cents > 0) {
            buffer.text(AMOUNT).cents(cents).text(TIMESTAMP_AFTER_NUMBER);
        } else {
            buffer.text(TIMESTAMP);
        }
        buffer.digits(millis);
        buffer.text(DEVICE).text(person.platform().device);
        buffer.text(REGION).text(person.world().region);
        return buffer.text(END).toBytes();
    }

    /**
     * @param text without control characters other than line feeds
     * @param sessionId of which 40 bits are written
     */
    byte[] text(long id, String text, long millis, byte[] source, byte[] priority, byte[] userId, long sessionId) {
        buffer.clear().text(TEXT_ID).hex(id, Long.BYTES * 2);
        buffer.text(TEXT).text(utf8(escaped(text)));
        buffer.text(TIMESTAMP).digits(millis);
        buffer.text(SOURCE).text(source);
        buffer.text(PRIORITY).text(priority);
        buffer.text(METADATA).text(userId);
        buffer.text(SESSION_ID).base32(sessionId);
        return buffer.text(END_OF_METADATA).toBytes();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
