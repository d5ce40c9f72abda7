// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.session;

/**
 * The session of a record key, as it stands in a {@link SessionCache}, until that is asked for another one. For one thread.
 *
 * @param number of the session in the table
 */
public record KnownSession(SessionTable table, int number) {

    /** Of an event that belongs to no session. */
    public static final KnownSession NONE = none();

    private static KnownSession none() {
        var table = new SessionTable(0);
        byte[] key = {};
        return new KnownSession(table, table.add(key, SessionTable.hash(key)));
    }

    /** As far as it goes; {@link Session#NONE} where the key has none. */
    public Session session() {
        return table.session(number);
    }

    void change(Session to) {
        table.change(number, to);
    }
}
