// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.Counted;
import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.app.RowStore;
import dev.penstock.store.app.StoreApp;
import dev.penstock.store.app.StoreApp.Target;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.app.StoreProgress;
import dev.penstock.store.parquet.ParquetStore;
import dev.penstock.store.redis.RedisStore;
import dev.penstock.streams.client.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Writes the rows of a demo to Parquet files, and to Redis if one answers on this machine. */
final class DemoStores implements AutoCloseable {

    private static final URI REDIS = URI.create("redis://localhost:6379");
    private static final Duration ROLL = Duration.ofSeconds(1);

    private final Map<String, String> places = new LinkedHashMap<>();
    private final StoreApp app;

    /** @param folder of the files */
    DemoStores(Pipeline pipeline, Path folder, String servers, MeterRegistry registry) {
        List<String> groups =
                pipeline.features().stream().map(FeatureGroup::name).toList();
        List<Target> targets = new ArrayList<>();
        var offline = new Store.Parquet(
                "offline", groups, types(pipeline, Store.Parquet.class), folder.toAbsolutePath(), ROLL);
        var files = new StoreMeters(registry, offline.name());
        targets.add(target(pipeline, offline.name(), new ParquetStore(pipeline, offline, files), files));
        places.put(offline.name(), offline.folder().toString());
        if (RedisStore.answers(REDIS)) {
            var online = new Store.Redis(
                    "online",
                    groups,
                    types(pipeline, Store.Redis.class),
                    REDIS,
                    Store.Redis.Layout.FEAST,
                    Store.Redis.DEFAULT_PROJECT,
                    Optional.empty());
            var rows = new StoreMeters(registry, online.name());
            targets.add(target(pipeline, online.name(), new RedisStore(pipeline, online, REDIS, rows), rows));
            places.put(online.name(), "Redis at " + REDIS);
        }
        app = new StoreApp("demo", new KafkaSettings(Map.of("bootstrap.servers", servers)), targets);
    }

    private static Target target(Pipeline pipeline, String name, RowStore store, StoreMeters meters) {
        return new Target(
                name, pipeline.features().stream().map(FeatureGroup::to).toList(), store, meters);
    }

    /** As the pipeline has them of a store of this kind, if it has one. */
    private static Map<String, ColumnType> types(Pipeline pipeline, Class<? extends Store> kind) {
        return pipeline.stores().stream()
                .filter(kind::isInstance)
                .findFirst()
                .map(Store::types)
                .orElse(Map.of());
    }

    /** Where rows go. */
    String places() {
        return String.join(" and ", places.values());
    }

    CompletionStage<CommandException> failure() {
        return app.failure();
    }

    boolean caughtUp() {
        return app.progress().values().stream().allMatch(progress -> progress.lag() == 0);
    }

    /** What is in the stores. */
    String summary() {
        Map<String, StoreProgress> progress = app.progress();
        return places.entrySet().stream()
                .map(place -> Counted.of(progress.get(place.getKey()).rows(), "row") + " in " + place.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        app.close();
    }
}
