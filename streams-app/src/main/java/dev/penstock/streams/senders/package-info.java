// SPDX-License-Identifier: Apache-2.0
/**
 * What an instance sees of those who write to its sources: which fields they fill, and whether they choose
 * partitions alike. Counts and warns.
 *
 * <p>Nothing here changes or refuses a record.
 */
package dev.penstock.streams.senders;
