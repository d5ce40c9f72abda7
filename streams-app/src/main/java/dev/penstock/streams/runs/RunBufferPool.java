// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import org.apache.kafka.common.header.Headers;

import java.util.ArrayDeque;

/**
 * Room for the records of a source that are being processed, used again and again: Kafka Streams decodes one run ahead
 * per partition, so a thread needs room for as many and one more. Safe for use by many threads.
 */
public final class RunBufferPool {

    private final EventDecoder decoder;
    private final boolean reuses;
    private final ThreadLocal<ArrayDeque<RunBuffer>> free = ThreadLocal.withInitial(ArrayDeque::new);

    /** Of all room of a thread. */
    private final ThreadLocal<EventBuffer> like;

    public RunBufferPool(EventDecoder decoder) {
        this(decoder, true);
    }

    /** @param reuses whether nobody looks at events after their run was given back */
    public RunBufferPool(EventDecoder decoder, boolean reuses) {
        this.decoder = decoder;
        this.reuses = reuses;
        this.like = ThreadLocal.withInitial(decoder::newBuffer);
    }

    /** Reads a record that stands for itself; null for a value that is none. */
    public EventRun read(byte[] value, Headers headers) {
        return buffer().read(value, headers, decoder);
    }

    public EventRun read(Run run) {
        return buffer().read(run, decoder);
    }

    private RunBuffer buffer() {
        RunBuffer known = free.get().pollLast();
        return known == null ? new RunBuffer(like.get()) : known;
    }

    /** Takes back what nobody looks at any more. What is never given back is garbage and no loss. */
    public void giveBack(EventRun run) {
        if (reuses) {
            free.get().addLast(run.buffer());
        }
    }
}
