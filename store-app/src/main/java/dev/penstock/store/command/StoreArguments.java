// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.command;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.PipelineOption;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.store.app.RowStore;
import dev.penstock.store.app.StoreApp.Target;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.parquet.ParquetStore;
import dev.penstock.store.redis.RedisStore;
import io.micrometer.core.instrument.MeterRegistry;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which stores of which pipeline a command is about, and where they are. */
final class StoreArguments {

    @Mixin
    private PipelineOption pipeline;

    @Option(
            names = "--store",
            paramLabel = "NAME",
            description = "Only this store; can be given several times. Default: all of the pipeline")
    private List<String> names = List.of();

    @Option(
            names = "--redis-url",
            paramLabel = "[NAME=]URL",
            description = "Where the store of this name is, instead of where the pipeline file says, such as"
                    + " rediss://user:password@host:6379/0. Default: as in the file")
    private List<String> urls = List.of();

    Path file() {
        return pipeline.file();
    }

    Pipeline pipeline() {
        return pipeline.read();
    }

    /**
     * The stores that are meant.
     *
     * @throws CommandException if there are none, or none of a name
     */
    List<Store> wanted(Pipeline read) {
        if (read.stores().isEmpty()) {
            throw new CommandException(file() + " has no stores; they stand under 'stores', as docs/pipeline.md shows");
        }
        List<String> known = read.stores().stream().map(Store::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CommandException(
                    "--store: " + file() + " has no store " + Quote.quote(name) + Suggestion.hintOrAll(name, known));
        });
        return read.stores().stream()
                .filter(store -> names.isEmpty() || names.contains(store.name()))
                .toList();
    }

    /** Those of the {@link #wanted} stores that are of a kind; there may be none. */
    <T extends Store> List<T> wanted(Pipeline read, Class<T> kind) {
        return wanted(read).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What the stores are written by. */
    List<Target> open(Pipeline read, List<Store> wanted, MeterRegistry registry) {
        return wanted.stream()
                .map(store -> {
                    var meters = new StoreMeters(registry, store.name());
                    List<String> topics = store.groups().stream()
                            .map(group -> read.group(group).to())
                            .toList();
                    return new Target(store.name(), topics, writer(read, store, meters), meters);
                })
                .toList();
    }

    private RowStore writer(Pipeline read, Store store, StoreMeters meters) {
        if (store instanceof Store.Redis redis) {
            return new RedisStore(read, redis, url(redis), meters);
        }
        return new ParquetStore(read, (Store.Parquet) store, meters);
    }

    /** Where a store is. */
    URI url(Store.Redis store) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String url : urls) {
            int mark = url.indexOf('=');
            boolean named = mark > 0 && mark < url.indexOf(':');
            given.put(named ? url.substring(0, mark) : "", named ? url.substring(mark + 1) : url);
        }
        String url = given.getOrDefault(
                store.name(), given.getOrDefault("", store.url().toString()));
        return URI.create(url);
    }
}
