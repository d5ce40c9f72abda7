// SPDX-License-Identifier: Apache-2.0
/**
 * What reads rows from Kafka and has them written: {@link dev.penstock.store.app.StoreApp}, with a thread and a consumer for
 * each store. What a store has to do is {@link dev.penstock.store.app.RowStore}.
 *
 * <p>Nothing of a particular store.
 */
package dev.penstock.store.app;
