// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.store.row.RowReader;
import redis.clients.jedis.CommandArguments;

import java.util.List;
import java.util.Optional;

/** How the rows of one group stand in Redis. For one thread. */
interface RowCommands {

    /**
     * Where the row that was read last goes.
     *
     * @param recordKey of the row, UTF-8
     * @return empty if the row's key is none that can be there
     */
    Optional<byte[]> key(RowReader row, byte[] recordKey);

    /** Writes the row that was read last over whatever was there of this group. */
    List<CommandArguments> write(byte[] key, RowReader row);

    /** Asks which window the row is of that is there. */
    CommandArguments askTime(byte[] key);

    /** What was answered: the end of the window in epoch milliseconds; less than any where there is no row. */
    long time(byte[] answer);

    /** The names of all fields that {@link #write} may write. */
    List<byte[]> fields();

    /**
     * Where the row of an entity is.
     *
     * @param parts the texts of the key fields, in their order
     * @throws IllegalArgumentException if a part is none of its field's type
     */
    byte[] keyOf(List<String> parts);
}
