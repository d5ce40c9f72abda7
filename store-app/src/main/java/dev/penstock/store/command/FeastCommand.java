// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.command;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.feast.FeastRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the repository by which Feast reads an online store. */
@Command(
        name = "feast",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Writes the repository by which Feast reads an online store: feature_store.yaml, and features.py with its",
            "entities, feature views and a feature service. Next comes feast apply."
        },
        exitCodeList = {"0:it is written", "1:it could not be written", "2:wrong usage"})
final class FeastCommand extends BaseCommand {

    @Mixin
    private StoreArguments stores;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Folder of the repository; it is made where there is none. Default: ${DEFAULT-VALUE}")
    private Path to = Path.of("feature_repo");

    @Override
    public Integer call() {
        Pipeline pipeline = stores.pipeline();
        List<Store.Redis> online = stores.wanted(pipeline, Store.Redis.class).stream()
                .filter(store -> store.layout() == Store.Redis.Layout.FEAST)
                .toList();
        if (online.size() != 1) {
            throw new CommandException(
                    online.isEmpty()
                            ? stores.file() + " has no such store with 'redis' and layout: feast"
                            : stores.file() + " has several stores with layout: feast; --store has to name one");
        }
        Store.Redis store = online.get(0);
        Map<String, String> files = new TreeMap<>(new FeastRepository(pipeline, store, stores.url(store)).files());
        try {
            Files.createDirectories(to);
            for (String name : files.keySet()) {
                refuseOthers(to.resolve(name));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(to.resolve(file.getKey()), file.getValue());
                out().println("wrote " + to.resolve(file.getKey()));
            }
        } catch (IOException e) {
            throw new CommandException("--to " + to + ": " + Causes.ofFile(e), e);
        }
        out().flush();
        return ExitCode.OK;
    }

    private static void refuseOthers(Path file) throws IOException {
        if (Files.exists(file) && !Files.readString(file).startsWith(FeastRepository.MARK)) {
            throw new CommandException(
                    file + " was not written by this command, and stays as it is; --to says where else");
        }
    }
}
