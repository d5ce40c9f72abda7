// SPDX-License-Identifier: Apache-2.0
/**
 * What an application implements for the engine: {@link dev.penstock.engine.spi.EventView} shows it the application's events,
 * and {@link dev.penstock.engine.spi.MicroBatchListener} is told what happens.
 *
 * <p>Interfaces alone. What the engine brings itself is elsewhere, and nothing here knows of it.
 */
package dev.penstock.engine.spi;
