// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.command;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.Counted;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.store.redis.RowEraser;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Locale;

/** Erases what online stores have of an entity. */
@Command(
        name = "erase",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Erases what the online stores of a pipeline have of an entity.",
            "Rows of it that come later are written again; its rows in Kafka and in files stay."
        },
        exitCodeList = {"0:whatever there was is erased", "1:it could not be erased", "2:wrong usage"})
final class EraseCommand extends BaseCommand {

    @Mixin
    private StoreArguments stores;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "The key of the entity, as ./penstock query key takes it: several fields are joined by |")
    private String key = "";

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description =
                    "Only the rows of this group. Default: all groups; they then have to have the same key fields")
    private String group = "";

    @Override
    public Integer call() {
        Pipeline pipeline = stores.pipeline();
        List<Store.Redis> online = stores.wanted(pipeline, Store.Redis.class);
        if (online.isEmpty()) {
            throw new CommandException(stores.file() + " has no such store with 'redis'");
        }
        List<String> named = online.stream()
                .flatMap(store -> store.groups().stream())
                .distinct()
                .toList();
        if (!group.isEmpty() && !named.contains(group)) {
            throw new CommandException(
                    "--group: no store has a group " + Quote.quote(group) + Suggestion.hintOrAll(group, named));
        }
        List<FeatureGroup> groups = named.stream()
                .filter(name -> group.isEmpty() || name.equals(group))
                .map(pipeline::group)
                .toList();
        if (groups.stream().map(FeatureGroup::key).distinct().count() > 1) {
            throw new CommandException(
                    "the groups have different key fields: --group has to say which one is meant, of "
                            + Quote.names(named));
        }
        List<String> parts = parts(groups.get(0));
        for (Store.Redis store : online) {
            int erased = RowEraser.erase(
                    store,
                    stores.url(store),
                    groups.stream()
                            .filter(each -> store.groups().contains(each.name()))
                            .toList(),
                    parts);
            out().println(String.format(Locale.ROOT, "%s: erased %s", store.name(), Counted.of(erased, "row")));
        }
        out().flush();
        return ExitCode.OK;
    }

    private List<String> parts(FeatureGroup of) {
        try {
            return EntityKey.split(key, of.key().size());
        } catch (IllegalArgumentException e) {
            throw new CommandException("--key: " + e.getMessage(), e);
        }
    }
}
