// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import dev.penstock.engine.internal.exchange.Delta;

/** Takes a delta that is on its way. */
@FunctionalInterface
public interface DeltaReceiver {

    /**
     * @param value as {@link Delta} reads it
     * @param lastEventTime in epoch milliseconds
     */
    void receive(byte[] key, byte[] value, long lastEventTime);
}
