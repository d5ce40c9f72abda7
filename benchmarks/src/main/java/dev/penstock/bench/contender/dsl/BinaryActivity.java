// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.penstock.bench.truth.AppEvent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** What a user did in a window, kept as a few bytes. */
public final class BinaryActivity {

    private static final int FIXED_BYTES = 4 * Integer.BYTES + 2 * Long.BYTES + 2 * Integer.BYTES;
    private static final int ROW_BYTES = 256;
    private static final JsonFactory JSON = new JsonFactory();

    private int events;
    private int views;
    private int clicks;
    private int purchases;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private BigDecimal spend = BigDecimal.ZERO;
    private DistinctItems items = new DistinctItems();

    public BinaryActivity add(AppEvent event) {
        events++;
        views += event.isView() ? 1 : 0;
        clicks += event.isClick() ? 1 : 0;
        if (event.isPurchase()) {
            purchases++;
            spend = spend.add(event.amount());
        }
        first = Math.min(first, event.timestamp());
        last = Math.max(last, event.timestamp());
        items.add(event.itemId());
        return this;
    }

    public byte[] toBytes() {
        byte[] digits = spend.unscaledValue().toByteArray();
        var out = ByteBuffer.allocate(FIXED_BYTES + digits.length + items.length());
        out.putInt(events).putInt(views).putInt(clicks).putInt(purchases);
        out.putLong(first).putLong(last);
        out.putInt(spend.scale()).putInt(digits.length).put(digits);
        items.write(out);
        return out.array();
    }

    public static BinaryActivity fromBytes(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var activity = new BinaryActivity();
        activity.events = in.getInt();
        activity.views = in.getInt();
        activity.clicks = in.getInt();
        activity.purchases = in.getInt();
        activity.first = in.getLong();
        activity.last = in.getLong();
        int scale = in.getInt();
        byte[] digits = new byte[in.getInt()];
        in.get(digits);
        activity.spend = new BigDecimal(new BigInteger(digits), scale);
        activity.items = DistinctItems.read(in);
        return activity;
    }

    public byte[] row(String userId, long windowStart, long windowEnd) {
        var out = new ByteArrayOutputStream(ROW_BYTES);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("user_id", userId);
            json.writeNumberField("window_start", windowStart);
            json.writeNumberField("window_end", windowEnd);
            json.writeNumberField("events_1m", events);
            json.writeNumberField("views_1m", views);
            json.writeNumberField("clicks_1m", clicks);
            json.writeNumberField("purchases_1m", purchases);
            if (views == 0) {
                json.writeNullField("ctr_1m");
            } else {
                json.writeNumberField("ctr_1m", (double) clicks / views);
            }
            json.writeNumberField("total_spend", spend);
            json.writeNumberField("items_1m", items.count());
            json.writeNumberField("session_duration", last - first);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a row could not be written to memory", impossible);
        }
        return out.toByteArray();
    }
}
