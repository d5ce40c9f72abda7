// SPDX-License-Identifier: Apache-2.0
/**
 * The commands about stores: {@link dev.penstock.store.command.StoreCommand} and those below it, their options, and what they
 * say while they run.
 *
 * <p>They hold no logic of stores.
 */
package dev.penstock.store.command;
