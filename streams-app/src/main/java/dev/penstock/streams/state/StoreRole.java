// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

/** What a store on an instance is good for. */
public enum StoreRole {
    /** It has all that was processed of its partition. */
    ACTIVE,
    /** It follows the active one at some distance. */
    STANDBY,
    /** It is becoming active, or ceasing to be: it may lack anything. */
    RESTORING
}
