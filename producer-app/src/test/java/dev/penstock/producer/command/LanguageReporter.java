// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what libraries in a process take for the language of the machine. */
public final class LanguageReporter implements MetricsReporter {

    static final String ROOT = "the language is ''";

    @Override
    public void init(List<KafkaMetric> metrics) {
        System.err.println("the language is '" + Locale.getDefault() + "'");
    }

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
