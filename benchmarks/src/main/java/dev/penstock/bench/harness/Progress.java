// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

/** Is told how far a benchmark is. One thread. */
public interface Progress extends AutoCloseable {

    /**
     * A part begins.
     *
     * @param micros about how long it will take
     */
    void begin(String part, double micros);

    /** @param share of the part that is done, 0 to 1 */
    void at(double share);

    @Override
    void close();
}
