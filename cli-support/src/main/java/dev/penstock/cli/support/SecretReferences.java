// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.utils.Utils;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Puts secrets in the place of what names them, as Kafka's config providers do: <code>${file:FILE:NAME}</code> of a properties
 * file, <code>${dir:DIR:NAME}</code> the text of a file, <code>${env:NAME}</code> of the environment. These three are there
 * without being named in {@code config.providers}; others are as named there.
 */
final class SecretReferences {

    private static final String PROVIDERS = "config.providers";

    private SecretReferences() {}

    /**
     * @param environment all variables of the process
     * @return without the settings of providers
     * @throws CommandException if a secret is not there; it tells no value
     */
    static TreeMap<String, String> resolve(Map<String, String> settings, Map<String, String> environment) {
        var plain = new TreeMap<>(settings);
        plain.keySet().removeIf(name -> name.equals(PROVIDERS) || name.startsWith(PROVIDERS + "."));
        if (plain.values().stream().noneMatch(value -> value.contains("${"))) {
            return plain;
        }
        Map<String, ConfigProvider> providers = providers(settings, environment);
        try {
            plain.replaceAll((name, value) -> resolved(name, value, providers));
        } finally {
            providers.values().forEach(provider -> Utils.closeQuietly(provider, "config provider"));
        }
        return plain;
    }

    private static String resolved(String name, String value, Map<String, ConfigProvider> providers) {
        String found;
        try {
            found = new ConfigTransformer(providers)
                    .transform(Map.of(name, value))
                    .data()
                    .get(name);
        } catch (KafkaException e) {
            throw new CommandException("wrong setting: " + name + ": " + Causes.line(e), e);
        }
        Matcher left = ConfigTransformer.DEFAULT_PATTERN.matcher(value);
        while (left.find()) {
            if (providers.containsKey(left.group(1)) && found.contains(left.group())) {
                throw new CommandException("wrong setting: " + name + ": nothing is found for " + left.group());
            }
        }
        return found;
    }

    private static Map<String, ConfigProvider> providers(
            Map<String, String> settings, Map<String, String> environment) {
        Map<String, ConfigProvider> providers = new HashMap<>();
        add(providers, "file", new FileConfigProvider(), settings);
        add(providers, "dir", new DirectoryConfigProvider(), settings);
        add(providers, "env", new EnvVarConfigProvider(environment), settings);
        for (String name : settings.getOrDefault(PROVIDERS, "").split(",")) {
            String type = settings.get(PROVIDERS + "." + name.strip() + ".class");
            if (type != null) {
                try {
                    add(providers, name.strip(), Utils.newInstance(type, ConfigProvider.class), settings);
                } catch (ClassNotFoundException e) {
                    throw new CommandException(
                            "wrong setting: " + PROVIDERS + "." + name.strip() + ".class: there is no class " + type,
                            e);
                }
            }
        }
        return providers;
    }

    private static void add(
            Map<String, ConfigProvider> providers, String name, ConfigProvider provider, Map<String, String> settings) {
        String prefix = PROVIDERS + "." + name + ".param.";
        Map<String, String> parameters = new HashMap<>();
        settings.forEach((setting, value) -> {
            if (setting.startsWith(prefix)) {
                parameters.put(setting.substring(prefix.length()), value);
            }
        });
        provider.configure(parameters);
        providers.put(name, provider);
    }
}
