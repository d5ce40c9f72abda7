// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.util.List;

/** A process to start. */
public interface ProcessCommand {

    /** For messages and the name of its log file. */
    String name();

    /**
     * The program and its arguments.
     *
     * @param tempFolder where the process puts its temporary files
     */
    List<String> line(String tempFolder);
}
