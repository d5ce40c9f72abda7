// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.cli.support.ContributedCommand;

/** Puts {@code bench} among the commands of {@code penstock}. */
public final class ContributedBench implements ContributedCommand {

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public Object make() {
        return new BenchCommand();
    }
}
