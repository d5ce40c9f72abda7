// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where feature rows go outside Kafka. */
public sealed interface Store {

    /** How the pipeline file calls it. */
    String name();

    /** The names of the groups whose rows it takes, in the order of the file; at least one. */
    List<String> groups();

    /** What was said of key fields and columns, by {@code GROUP.FIELD}; others have the type that follows from the column. */
    Map<String, ColumnType> types();

    /**
     * The newest row of each entity and group, in Redis or Valkey.
     *
     * @param url {@code redis} or {@code rediss}
     * @param project what stands in all keys, so that pipelines can share a server
     * @param ttl how long a row stays after it was written; empty: until it is erased
     */
    record Redis(
            String name,
            List<String> groups,
            Map<String, ColumnType> types,
            URI url,
            Layout layout,
            String project,
            Optional<Duration> ttl)
            implements Store {

        public static final int DEFAULT_PORT = 6379;
        public static final String DEFAULT_PROJECT = "penstock";

        /** How rows stand in Redis. */
        public enum Layout {
            /** As Feast reads them. */
            FEAST,
            /** As texts under readable names. */
            HASH
        }

        public Redis {
            groups = List.copyOf(groups);
            types = Map.copyOf(types);
        }
    }

    /**
     * Every row, in Parquet files.
     *
     * @param folder in which each group has a folder of its own
     * @param roll how long rows are gathered at most before they are to be seen
     */
    record Parquet(String name, List<String> groups, Map<String, ColumnType> types, Path folder, Duration roll)
            implements Store {

        public static final Duration DEFAULT_ROLL = Duration.ofMinutes(15);

        /** The name of the folders in a group's folder, before the date: {@code dt=2026-11-21}. */
        public static final String DATE_FOLDER = "dt";

        /** What files have besides key fields, window and columns; no key field or column of a group has such a name. */
        public static final List<String> ADDED_FIELDS =
                List.of("window_date", "window_hour", "row_time", "row_partition", "row_offset");

        public Parquet {
            groups = List.copyOf(groups);
            types = Map.copyOf(types);
        }
    }
}
