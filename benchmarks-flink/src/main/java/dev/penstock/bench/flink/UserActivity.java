// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.contender.dsl.BinaryActivity;
import dev.penstock.bench.truth.AppEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Windows of a minute, each kept until half a minute past its end. A changed window's row leaves once for each interval
 * of wall-clock time: for every user with a change there is one timer at the interval's end.
 */
final class UserActivity extends KeyedProcessFunction<String, AppEvent, Tuple2<byte[], byte[]>> {

    /** Key and value of a record. */
    static final TypeInformation<Tuple2<byte[], byte[]>> ROWS = Types.TUPLE(
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final long serialVersionUID = 1;
    private static final long WINDOW_MILLIS = 60_000;
    private static final long GRACE_MILLIS = 30_000;

    private final long intervalMillis;
    private transient MapState<Long, WindowActivity> windows;
    private transient Progress progress;
    private transient Counter late;

    /** @param intervalMillis between two rows of a user and window, at least */
    UserActivity(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "windows", LongSerializer.INSTANCE, WindowActivitySerializer.INSTANCE));
        late = getRuntimeContext().getMetricGroup().counter("late");
        progress = Progress.ofNewTask();
    }

    @Override
    public void processElement(AppEvent event, Context context, Collector<Tuple2<byte[], byte[]>> out)
            throws Exception {
        long start = event.timestamp() - event.timestamp() % WINDOW_MILLIS;
        if (closesAt(start) <= context.timerService().currentWatermark()) {
            late.inc();
        } else {
            add(event, start, context);
        }
        progress.processed();
    }

    private void add(AppEvent event, long start, Context context) throws Exception {
        WindowActivity window = windows.get(start);
        if (window == null) {
            context.timerService().registerEventTimeTimer(closesAt(start));
            window = new WindowActivity(new BinaryActivity(), false);
        }
        window.activity().add(event);
        if (!window.changed()) {
            long now = context.timerService().currentProcessingTime();
            context.timerService().registerProcessingTimeTimer(now - now % intervalMillis + intervalMillis);
            window = new WindowActivity(window.activity(), true);
            progress.changed();
        }
        windows.put(start, window);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Tuple2<byte[], byte[]>> out)
            throws Exception {
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            sendChanged(context.getCurrentKey(), out);
        } else {
            close(timestamp - GRACE_MILLIS - WINDOW_MILLIS, context.getCurrentKey(), out);
        }
    }

    private void sendChanged(String user, Collector<Tuple2<byte[], byte[]>> out) throws Exception {
        for (Map.Entry<Long, WindowActivity> window : windows.entries()) {
            if (window.getValue().changed()) {
                send(user, window.getKey(), window.getValue().activity(), out);
                window.setValue(new WindowActivity(window.getValue().activity(), false));
            }
        }
    }

    private void close(long start, String user, Collector<Tuple2<byte[], byte[]>> out) throws Exception {
        WindowActivity window = windows.get(start);
        if (window.changed()) {
            send(user, start, window.activity(), out);
        }
        windows.remove(start);
    }

    private void send(String user, long start, BinaryActivity activity, Collector<Tuple2<byte[], byte[]>> out) {
        byte[] key = user.getBytes(StandardCharsets.UTF_8);
        out.collect(Tuple2.of(key, activity.row(user, start, start + WINDOW_MILLIS)));
        progress.sent();
    }

    private static long closesAt(long start) {
        return start + WINDOW_MILLIS + GRACE_MILLIS;
    }
}
