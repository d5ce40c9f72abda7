// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What the compose file repeats of the build. That it works, {@code deploy/try} shows. */
class ComposeTest {

    private static final Pattern VERSION = Pattern.compile("<version>(.+?)</version>");

    @Test
    void shouldLabelImagesWithTheVersionOfTheBuild() throws IOException {
        var version = VERSION.matcher(Files.readString(Path.of("..", "pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(Path.of("..", "docker-compose.yml"))
                .content()
                .contains("VERSION: ${PENSTOCK_VERSION:-" + version.group(1) + "}");
    }
}
