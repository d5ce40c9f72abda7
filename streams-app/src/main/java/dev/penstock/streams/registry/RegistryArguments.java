// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import dev.penstock.streams.client.KafkaSettings;
import picocli.CommandLine.Option;

import java.util.TreeMap;

/** Where the schema registry is, for a command that asks it. */
public final class RegistryArguments {

    @Option(
            names = "--schema-registry-url",
            paramLabel = "URL",
            description =
                    "Where the schema registry is. Default: KAFKA_SCHEMA_REGISTRY_URL, then schema.registry.url of"
                            + " --config")
    private String url = "";

    /** The settings with the one that was given here. */
    public KafkaSettings over(KafkaSettings settings) {
        if (url.isEmpty()) {
            return settings;
        }
        var all = new TreeMap<>(settings.given());
        all.put(RegistrySettings.URL, url);
        return new KafkaSettings(all);
    }
}
