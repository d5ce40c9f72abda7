// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import dev.penstock.streams.client.InputLags;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is measured of a running instance besides what its pipeline counts: Kafka Streams with its consumers and
 * producers, the JVM, and how far behind its input it is. What Kafka Streams tells includes all its clients, so they
 * need no meters of their own.
 */
public final class InstanceMeters implements AutoCloseable {

    private static final String INPUT_LAG = "penstock.input.lag";
    private static final String APPLICATION_LAG = "penstock.application.lag";

    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();
    private final KafkaStreamsMetrics kafka;

    /**
     * @param topics that the application reads
     * @param lags of their partitions
     * @param more what else is measured
     */
    public InstanceMeters(
            MeterRegistry registry,
            KafkaStreams streams,
            Collection<String> topics,
            InputLags lags,
            List<MeterBinder> more) {
        kafka = new KafkaStreamsMetrics(streams);
        kafka.bindTo(registry);
        collections.bindTo(registry);
        pressure.bindTo(registry);
        more.forEach(binder -> binder.bindTo(registry));
        bindProcess(registry);
        var own = new CachedReading<>(lags::ofOwn, MAX_AGE, System::nanoTime);
        for (String topic : topics) {
            gauge(INPUT_LAG, topic, () -> lag(topic, own.get()))
                    .description("Records of the partitions that the instance reads that are not committed yet")
                    .register(registry);
            gauge(APPLICATION_LAG, topic, () -> lags.isKnown() ? lag(topic, lags.byPartition()) : Double.NaN)
                    .description("Records of all partitions that are not committed yet, whoever reads them")
                    .register(registry);
        }
    }

    /** What is measured of every process. */
    public static void bindProcess(MeterRegistry registry) {
        List.of(
                        new JvmInfoMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** A registry that keeps what is useful, and can be asked in Prometheus' format. */
    public static MeterRegistry newRegistry() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new MeterSelection());
        return registry;
    }

    private static Gauge.Builder<?> gauge(String name, String topic, Supplier<Number> of) {
        return Gauge.builder(name, of).baseUnit("records").tag("topic", topic);
    }

    private static long lag(String topic, Map<TopicPartition, Long> lags) {
        return lags.entrySet().stream()
                .filter(lag -> lag.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        pressure.close();
        collections.close();
        kafka.close();
    }
}
