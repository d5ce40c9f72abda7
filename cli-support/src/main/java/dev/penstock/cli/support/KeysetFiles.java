// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import dev.penstock.event.pipeline.KeysetCheck;
import dev.penstock.event.pipeline.Pipeline;

import java.util.List;

/** The files with the keys that a pipeline names. */
public final class KeysetFiles {

    private KeysetFiles() {}

    /** @throws CommandException if one of them can't be used; it has a line for each */
    public static void check(Pipeline pipeline) {
        List<String> faults = KeysetCheck.faults(pipeline);
        if (!faults.isEmpty()) {
            throw new CommandException(String.join(System.lineSeparator(), faults));
        }
    }
}
