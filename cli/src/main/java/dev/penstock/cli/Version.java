// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.apache.kafka.common.utils.internals.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

import java.util.Locale;
import java.util.Optional;

/** What {@code --version} shows. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        // Only a jar has a manifest to look in.
        String own = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {
            String.format(
                    Locale.ROOT, "Penstock %s, Kafka %s, Java %s", own, AppInfoParser.getVersion(), Runtime.version())
        };
    }
}
