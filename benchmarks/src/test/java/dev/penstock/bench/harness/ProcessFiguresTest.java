// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessFiguresTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellHowMuchOfTheProcessorTheCompilersTook() {
        long compilers = ProcessFigures.compilerNanos();

        assertThat(compilers).isPositive().isLessThan(ProcessFigures.cpuNanos());
    }
}
