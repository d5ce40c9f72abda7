// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.Fields;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.field.FieldPresence;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FieldWatchTest {

    private static final String PIPELINE = """
            sources:
              orders: {topic: shop-orders, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              paid: {from: orders, where: {state: paid}, to: paid}
            features:
              items: {from: orders, key: user, window: 1m, to: items, columns: {revenue: {sum: items.price}}}
              spent: {from: paid, key: user, window: 1m, to: spent, columns: {total: {sum: totl}, first: {first: items}}}
            """;

    private final Logger logger = (Logger) LoggerFactory.getLogger(FieldWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HandClock clock = new HandClock();
    private EventDecoder decoder;
    private FieldWatch watch;

    @BeforeEach
    void start() {
        var pipeline = PipelineReader.read("test.yaml", PIPELINE);
        var source = pipeline.sources().get(0);
        decoder = new EventDecoder(pipeline, source, DecodeLimits.DEFAULT);
        watch = new FieldWatch(pipeline, source, decoder, new PipelineMetrics(registry), clock);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void shouldWarnOnceOfFieldsThatWereInNoneOfTheFirstTenThousandEvents() {
        see(9_999, "'items':[{'price':1}],'state':'paid'");
        assertThat(warningsOfMissing()).isEmpty();
        assertThat(missing()).isZero();

        see(1, "'items':[{'price':1}]");
        assertThat(warningsOfMissing())
                .containsExactly(
                        "source 'orders': what the pipeline reads was in none of the first 10000 events of topic"
                                + " shop-orders: 'items.price' ran into a list: 'items' is one; 'each: items' makes an event of each element (read by items); 'totl' was in no"
                                + " event (read by spent); 'items' ran into a list, not a single value (read by spent); is it"
                                + " spelled as in the events?");
        assertThat(missing()).isEqualTo(3);

        see(20_000, "'items':[]");
        assertThat(warningsOfMissing()).hasSize(1);
    }

    @Test
    void shouldWarnOfFieldsThatWereInNoEventForTenMinutes() {
        watch.judge();
        clock.pass(Duration.ofHours(1));
        see(1, "'items':{'price':1},'state':null");
        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        watch.judge();
        assertThat(warningsOfMissing()).isEmpty();

        clock.pass(Duration.ofMillis(1));
        watch.judge();
        assertThat(warningsOfMissing()).singleElement().asString().contains("first 1 events", "'totl' was in no event");
        assertThat(missing()).isEqualTo(2);
    }

    @Test
    void shouldTakeBackWhatComesLater() {
        see(10_000, "'items':1");
        assertThat(missing()).isEqualTo(3);

        see(1, "'items':{'price':1},'totl':2,'state':'open'");
        assertThat(missing()).isZero();
        assertThat(watch.missing()).isEmpty();
    }

    @Test
    void shouldSayNothingWhereAllFieldsCame() {
        see(1, "'items':{'price':1},'totl':2,'state':'open'");
        see(10_000, "'items':1");

        assertThat(warningsOfMissing()).isEmpty();
        assertThat(missing()).isZero();
    }

    @Test
    void shouldTellWhatIsMissingAsSoonAsThereIsAnEvent() {
        assertThat(watch.missing()).isEmpty();
        see(1, "'items':{'price':1},'state':'paid'");

        assertThat(watch.missing())
                .extracting(FieldPresence.Missing::describe)
                .containsExactly("'totl' was in no event", "'items' ran into an object, not a single value");
    }

    @Test
    void shouldWarnOfAFieldThatCannotBeUsedAtOnceAndThenAtMostOnceInTenMinutes() {
        see(3, "'totl':'1.50','state':'paid'");
        assertThat(warningsOfUnusable())
                .containsExactly("source 'orders': 'totl' is the text '1.50', expected a finite number (numbers:"
                        + " lenient takes it for one): not_a_number, at shop-orders-0 offset 7; the event counts but for"
                        + " where spent needs that field; events like it so far: 1");

        see(1, "'totl':[],'items':[],'state':'paid'");
        assertThat(warningsOfUnusable()).hasSize(2).last().asString().contains("'items'", "not_a_value");

        clock.pass(Duration.ofMinutes(10));
        see(1, "'totl':true,'state':'paid'");
        assertThat(warningsOfUnusable()).hasSize(3).last().asString().contains("the boolean true", "so far: 5");
        assertThat(watch.unusable().values()).containsExactlyInAnyOrder(5L, 1L);
    }

    private void see(int times, String members) {
        String json = "{'user':'u','at':1700000000000,%s}".formatted(members).replace('\'', '"');
        Fields fields = ((Event) decoder.decode(json.getBytes(UTF_8))).fields();
        for (int i = 0; i < times; i++) {
            watch.see(fields);
            if (fields.unusableCount() > 0) {
                watch.seeUnusable(fields, "shop-orders-0 offset 7");
            }
        }
        watch.saw(times);
    }

    private List<String> warningsOfMissing() {
        return warnings("was in none of");
    }

    private List<String> warningsOfUnusable() {
        return warnings("so far");
    }

    private List<String> warnings(String with) {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(with))
                .toList();
    }

    private double missing() {
        return registry.get(PipelineMetrics.MISSING_FIELDS)
                .tag("source", "orders")
                .gauge()
                .value();
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
