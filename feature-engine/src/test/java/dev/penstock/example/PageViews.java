// SPDX-License-Identifier: Apache-2.0
package dev.penstock.example;

import dev.penstock.aggregate.Count;
import dev.penstock.engine.MicroBatch;
import dev.penstock.engine.spi.EventView;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Kafka Streams application that knows nothing of pipeline files: it counts page views by user and by page, with the
 * engine as a library. Views are keyed by user, such as {@code {"user":"ann","page":"/","at":1700000000000}}.
 */
final class PageViews {

    private static final FieldPath USER = FieldPath.parse("user");
    private static final FieldPath PAGE = FieldPath.parse("page");
    private static final FieldPath AT = FieldPath.parse("at");
    private static final Projection FIELDS = Projection.of(List.of(USER, PAGE, AT));

    private PageViews() {}

    /**
     * @param topic of the views; what comes out goes to {@code <topic>-by-user}, {@code <topic>-by-page}, and, where it
     *     came too late, to {@code <topic>-late}
     * @param seen is told of each view that is read
     */
    static Topology topology(String topic, Consumer<Fields> seen) {
        var builder = new StreamsBuilder();
        KStream<byte[], View> views = builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), serde())
                                .withTimestampExtractor(new ViewTime())
                                .withName("views"))
                .peek((key, view) -> seen.accept(view.fields), Named.as("seen"));
        FeatureGroup byUser = group("by-user", USER);
        FeatureGroup byPage = group("by-page", PAGE);
        var produced = Produced.with(Serdes.ByteArray(), Serdes.ByteArray());
        MicroBatch.of("views", FIELDS, new ViewsAsEvents())
                .addTo(views, List.of(byUser, byPage), group -> group == byUser)
                .forEach((name, streams) -> {
                    streams.rows().to(topic + "-" + name, produced.withName(name + "-sink"));
                    streams.lateEvents().to(topic + "-late", produced.withName(name + "-late-events-sink"));
                    streams.lateTiles().to(topic + "-late", produced.withName(name + "-late-tiles-sink"));
                });
        return builder.build();
    }

    private static FeatureGroup group(String name, FieldPath key) {
        return new FeatureGroup(
                name,
                "views",
                List.of(key),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ofDays(1),
                name,
                Emission.UPDATES,
                List.of(new Column.Aggregated("views", new Count(), Filter.ALL)));
    }

    private static final class View {
        private final Fields fields;
        private final long at;
        private long partitionTime;

        View(Fields fields) {
            this.fields = fields;
            this.at = ((FieldValue.Number) fields.get(FIELDS.slot(AT))).value().longValueExact();
        }
    }

    private static Serde<View> serde() {
        var decoder = new JsonDecoder(FIELDS, DecodeLimits.DEFAULT);
        return Serdes.serdeFrom(
                (topic, view) -> view.fields.json(), (topic, bytes) -> new View((Fields) decoder.decode(bytes)));
    }

    private static final class ViewTime implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            var view = (View) record.value();
            view.partitionTime = partitionTime;
            return view.at;
        }
    }

    private record ViewsAsEvents() implements EventView<View> {

        @Override
        public Fields fields(View view) {
            return view.fields;
        }

        @Override
        public long timestamp(View view) {
            return view.at;
        }

        @Override
        public long partitionTime(View view) {
            return view.partitionTime;
        }

        @Override
        public Record<byte[], byte[]> late(
                Record<byte[], View> view, FeatureGroup group, Optional<RecordMetadata> origin) {
            return view.withValue(view.value().fields.json());
        }
    }
}
