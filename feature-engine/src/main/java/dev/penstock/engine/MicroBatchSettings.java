// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/**
 * How much heap a task takes: for what it gathers before it hands its deltas on without waiting for the commit, and for
 * the tiles that it holds before it writes them to their store. The bounds on deltas are for
 * all groups that read the same events; arrays grow by doubling, so a task may hold up to three times the bytes while
 * they do. All tasks of the process together keep to an eighth of its heap for deltas and to another for tiles, so that
 * where there are many each may take less than this.
 *
 * @param maxDeltas most deltas, 1 to 10,000,000
 * @param maxBytes most bytes of keys and states, 65,536 to 1,073,741,824
 * @param maxHeldBytes most bytes of tiles of each group, 0 to 1,073,741,824
 */
public record MicroBatchSettings(int maxDeltas, long maxBytes, long maxHeldBytes) {

    public static final MicroBatchSettings DEFAULT = new MicroBatchSettings(1_000_000, 64 << 20, 4 << 20);

    /** @throws IllegalArgumentException if a value is out of its range */
    public MicroBatchSettings {
        check("maxDeltas", maxDeltas, 1, 10_000_000);
        check("maxBytes", maxBytes, 1 << 16, 1 << 30);
        check("maxHeldBytes", maxHeldBytes, 0, 1 << 30);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", expected a number from " + least + " to " + most);
        }
    }
}
