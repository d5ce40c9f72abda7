// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support.registry;

import picocli.CommandLine.Option;

import java.util.Map;
import java.util.SortedMap;
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
    public SortedMap<String, String> over(Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        if (!url.isEmpty()) {
            all.put(RegistrySettings.URL, url);
        }
        return all;
    }
}
