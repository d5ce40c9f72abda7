// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.store;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.WindowStoreIterator;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Iterators over the tiles of a key. None is thread-safe. */
final class TileIterators {

    private TileIterators() {}

    /** @param tiles each with the begin of its window */
    static WindowStoreIterator<byte[]> of(List<KeyValue<Long, byte[]>> tiles) {
        return new OfList(tiles);
    }

    /** @param rest is asked for when the tiles have been passed, if ever */
    static WindowStoreIterator<byte[]> of(
            List<KeyValue<Long, byte[]>> tiles, Supplier<WindowStoreIterator<byte[]>> rest) {
        return new Continued(new OfList(tiles), rest);
    }

    private static final class OfList implements WindowStoreIterator<byte[]> {

        private final List<KeyValue<Long, byte[]>> tiles;
        private int at;

        OfList(List<KeyValue<Long, byte[]>> tiles) {
            this.tiles = tiles;
        }

        @Override
        public boolean hasNext() {
            return at < tiles.size();
        }

        @Override
        public Long peekNextKey() {
            return peek().key;
        }

        @Override
        public KeyValue<Long, byte[]> next() {
            KeyValue<Long, byte[]> next = peek();
            at++;
            return next;
        }

        private KeyValue<Long, byte[]> peek() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more tiles of this key");
            }
            return tiles.get(at);
        }

        @Override
        public void close() {
            at = tiles.size();
        }
    }

    private static final class Continued implements WindowStoreIterator<byte[]> {

        private final Supplier<WindowStoreIterator<byte[]>> rest;
        private WindowStoreIterator<byte[]> current;
        private boolean isRest;

        Continued(WindowStoreIterator<byte[]> first, Supplier<WindowStoreIterator<byte[]>> rest) {
            this.current = first;
            this.rest = rest;
        }

        @Override
        public boolean hasNext() {
            if (!isRest && !current.hasNext()) {
                current = rest.get();
                isRest = true;
            }
            return current.hasNext();
        }

        @Override
        public Long peekNextKey() {
            hasNext();
            return current.peekNextKey();
        }

        @Override
        public KeyValue<Long, byte[]> next() {
            hasNext();
            return current.next();
        }

        @Override
        public void close() {
            current.close();
        }
    }
}
