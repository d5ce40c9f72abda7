// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.outputs.OutputCheck;
import dev.penstock.streams.outputs.OutputCheck.Finding;
import dev.penstock.streams.outputs.OutputCheck.Weight;
import dev.penstock.streams.outputs.ProducerLimits;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what the settings of a pipeline's topics do to what is written there. */
final class TopicReport {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReport.class);

    private final KafkaAdmin admin;

    TopicReport(KafkaAdmin admin) {
        this.admin = admin;
    }

    /**
     * Logs what an instance that starts should know.
     *
     * @throws KafkaFailure if some records could not be written
     */
    void log(Pipeline pipeline, ProducerLimits producer) {
        List<Finding> findings = findings(pipeline, producer);
        findings.stream()
                .filter(finding -> finding.weight() == Weight.REFUSED)
                .findFirst()
                .ifPresent(finding -> {
                    throw new KafkaFailure(finding.text());
                });
        for (Finding finding : findings) {
            if (finding.weight() == Weight.LOST) {
                LOG.error("{}", finding.text());
            } else {
                LOG.warn("{}", finding.text());
            }
        }
    }

    /**
     * Prints the same for somebody who makes topics.
     *
     * @param command its name
     */
    void print(Pipeline pipeline, PrintWriter err, String command) {
        for (Finding finding : findings(pipeline, ProducerLimits.USUAL)) {
            String weight = finding.weight() == Weight.CHANGED ? "warning: " : "error: ";
            err.println(command + ": " + weight + finding.text());
        }
        err.flush();
    }

    private List<Finding> findings(Pipeline pipeline, ProducerLimits producer) {
        List<String> topics =
                PipelineTopics.of(pipeline).stream().map(PipelineTopic::name).toList();
        try {
            Map<String, TopicRules> rules = new HashMap<>();
            admin.topicConfigs(topics).forEach((topic, configs) -> rules.put(topic, TopicRules.of(configs)));
            return OutputCheck.of(pipeline, rules, producer);
        } catch (KafkaFailure e) {
            // It may not be allowed to look; whoever writes says so.
            LOG.debug("the settings of topics can't be read", e);
            return List.of();
        }
    }
}
