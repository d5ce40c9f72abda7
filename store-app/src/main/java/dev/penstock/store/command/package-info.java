// SPDX-License-Identifier: Apache-2.0
/** The commands about stores: {@link dev.penstock.store.command.StoreCommand} and those below it. They hold no logic. */
package dev.penstock.store.command;
