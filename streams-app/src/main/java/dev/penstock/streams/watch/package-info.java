// SPDX-License-Identifier: Apache-2.0
/**
 * Watches over a running instance: topics that are deleted, stream threads that die, a full disk, state that is
 * restored. Decides whether the instance goes on.
 *
 * <p>Nothing here touches a record.
 */
package dev.penstock.streams.watch;
