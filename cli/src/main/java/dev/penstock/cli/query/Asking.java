// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** A command that asks once and prints the answer. */
abstract class Asking implements Callable<Integer> {

    @Mixin
    private QueryArguments arguments;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** @throws RefusedException if an argument is wrong */
    abstract JsonNode ask(Api api);

    abstract View view(JsonNode answer);

    @Override
    public Integer call() {
        JsonNode answer = answer();
        PrintWriter out = spec.commandLine().getOut();
        if (arguments.wantsJson()) {
            out.println(Api.text(answer));
        } else {
            View view = view(answer);
            view.table().lines().forEach(out::println);
            out.flush();
            view.notes().forEach(spec.commandLine().getErr()::println);
        }
        out.flush();
        return ExitCode.OK;
    }

    private JsonNode answer() {
        try {
            return ask(arguments.api());
        } catch (RefusedException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
