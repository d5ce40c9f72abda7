// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.cli.support.BaseCommand;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;

/** A command that asks once and prints the answer. */
abstract class Asking extends BaseCommand {

    @Mixin
    private QueryArguments arguments;

    /** @throws RefusedException if an argument is wrong */
    abstract JsonNode ask(Api api);

    abstract View view(JsonNode answer);

    @Override
    public Integer call() {
        JsonNode answer = answer();
        PrintWriter out = out();
        if (arguments.wantsJson()) {
            out.println(Api.text(answer));
        } else {
            View view = view(answer);
            view.table().lines().forEach(out::println);
            out.flush();
            view.notes().forEach(err()::println);
        }
        out.flush();
        return ExitCode.OK;
    }

    private JsonNode answer() {
        try {
            return ask(arguments.api());
        } catch (RefusedException e) {
            throw new ParameterException(commandLine(), e.getMessage(), e);
        }
    }
}
