// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.cli.support.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Stands for a command whose module is not on the class path. No help lists it, and whoever calls it is told what to do. */
@Command(hidden = true)
final class MissingCommand implements Callable<Integer> {

    @Unmatched
    private final List<String> ignored = new ArrayList<>();

    @Override
    public Integer call() {
        throw new CommandException("its module is not built; to build it: mvn -B -q -Dquick -DskipTests package");
    }
}
