// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.FeatureGroup.RecordKey;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.Store.Redis.Layout;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.row.RowField;
import dev.penstock.store.row.RowReader;

import java.util.List;

/**
 * A group in a store.
 *
 * @param isSpread whether rows of an entity can come from several partitions, and so from several instances
 */
record RedisGroup(String name, RowReader reader, RowCommands commands, boolean isSpread) {

    static RedisGroup of(FeatureGroup group, Store.Redis store, StoreMeters meters) {
        boolean feast = store.layout() == Layout.FEAST;
        List<RowField> typed = RowField.of(group, store);
        List<RowField> fields =
                feast ? typed : typed.stream().map(RowField::asText).toList();
        return new RedisGroup(
                group.name(),
                new RowReader(fields),
                feast
                        ? new FeastRows(group, fields, store.project(), meters)
                        : new HashRows(group, fields, store.project()),
                group.recordKey() == RecordKey.KEY_AND_WINDOW);
    }
}
