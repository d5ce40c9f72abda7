// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.command;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.Counted;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.parquet.Compaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Compacts the files of offline stores. */
@Command(
        name = "compact",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Makes the files of offline stores smaller and faster to read, by few large row groups in place of many",
            "small ones. Each file is replaced at once; no row is missing or there twice at any moment."
        },
        exitCodeList = {
            "0:all files that are worth it are compacted",
            "1:a file can't be read or written",
            "2:wrong usage"
        })
final class CompactCommand extends BaseCommand {

    @Mixin
    private StoreArguments stores;

    @Option(
            names = "--before",
            paramLabel = "DATE",
            description = "Only files of dates before this one, such as 2026-11-21. Default: today, in UTC")
    private LocalDate before = LocalDate.now(ZoneOffset.UTC);

    @Override
    public Integer call() {
        List<Store.Parquet> offline = stores.wanted(stores.pipeline(), Store.Parquet.class);
        if (offline.isEmpty()) {
            throw new CommandException(stores.file() + " has no such store with 'parquet'");
        }
        for (Store.Parquet store : offline) {
            out().println(store.name() + ": " + compact(store));
        }
        out().flush();
        return ExitCode.OK;
    }

    private String compact(Store.Parquet store) {
        try {
            Compaction.Result result = Compaction.run(store, before);
            return String.format(
                    Locale.ROOT,
                    "compacted %s, %,d kB before, %,d kB now",
                    Counted.of(result.files(), "file"),
                    result.bytesBefore() >> 10,
                    result.bytesAfter() >> 10);
        } catch (IOException e) {
            throw new CommandException("store '" + store.name() + "': " + Causes.line(e), e);
        }
    }
}
