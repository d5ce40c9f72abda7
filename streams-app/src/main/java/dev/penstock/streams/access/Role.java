// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.access;

/** Who has to do with the topics of a pipeline. */
public enum Role {
    /** Runs the pipeline. */
    STREAMS("streams", "app", "./penstock streams"),
    /** Creates its topics. */
    TOPICS("topics", "topics", "./penstock topics"),
    /** Sends events. */
    PRODUCER("producer", "producer", "./penstock produce, or whoever sends events"),
    /** Reads what comes out. */
    READER("reader", "reader", "whoever reads enriched events and feature rows, in a group of its own"),
    /** Sends back what was set aside. */
    REPLAY("replay", "replay", "./penstock dlq list and dlq replay"),
    /** Writes rows to stores. */
    STORE("store", "store", "./penstock store");

    private final String code;
    private final String user;
    private final String who;

    Role(String code, String user, String who) {
        this.code = code;
        this.user = user;
        this.who = who;
    }

    /** As commands spell it. */
    public String code() {
        return code;
    }

    /** The user that has this role where nobody says otherwise. */
    public String user() {
        return user;
    }

    /** What or who has it, in words. */
    public String who() {
        return who;
    }
}
