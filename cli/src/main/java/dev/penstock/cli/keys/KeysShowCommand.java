// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.keys;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.protect.KeysetException;
import dev.penstock.event.protect.KeysetFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Shows which keys a keyset has. */
@Command(
        name = "show",
        description = "Prints the ids of the keys in a file, and which of them protects. Never prints a key.",
        exitCodeList = {"0:the keys were printed", "1:it failed", "2:wrong usage"})
final class KeysShowCommand extends BaseCommand {

    @Parameters(paramLabel = "FILE", description = "The file with the keys.")
    private Path file;

    @Override
    public Integer call() {
        try {
            KeysText.print(new KeysetFile(file), out());
            return ExitCode.OK;
        } catch (KeysetException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
