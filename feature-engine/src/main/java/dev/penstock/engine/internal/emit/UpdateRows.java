// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

/** Writes a row whenever a tile has changed. */
record UpdateRows(Writer writer) implements RowPolicy {

    @Override
    public boolean isClosed(long window) {
        return false;
    }

    @Override
    public void beforeWindow(long window) {}

    @Override
    public void onTile(byte[] key, long window, byte[] tile, boolean isNew) {
        writer.write(key, window, tile);
    }

    @Override
    public void onTime(int partition, long time) {}

    @Override
    public void onIdle(int partition) {}

    @Override
    public void close() {}
}
