// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.keys;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.KeysetException;
import dev.penstock.event.protect.KeysetFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Adds a key to a keyset. */
@Command(
        name = "rotate",
        sortOptions = false,
        description = {
            "Adds a new key to a keyset, which from then on protects. Those that are there go on reading.",
            "Where producers and readers have copies of the file, add the key with --standby, bring the file to all readers,"
                    + " and rotate without it after that: then the key that waits begins to protect, and no other is made."
        },
        exitCodeList = {"0:the file was changed", "1:it failed", "2:wrong usage"})
final class KeysRotateCommand extends BaseCommand {

    @Parameters(paramLabel = "FILE", description = "The file with the keys.")
    private Path file;

    @Option(names = "--standby", description = "The new key only reads for now")
    private boolean standby;

    @Override
    public Integer call() {
        try {
            var keys = new KeysetFile(file);
            keys.rotate(standby);
            KeyKind kind = KeysText.print(keys, out());
            if (!standby && kind != KeyKind.RANDOM) {
                err().println("from now on, values become others than before: what is keyed by them begins anew");
            }
            return ExitCode.OK;
        } catch (KeysetException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
