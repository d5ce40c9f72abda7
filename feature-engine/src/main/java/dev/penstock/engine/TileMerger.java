// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

/**
 * Merges encoded tiles into encoded tiles: what {@link Tile#merge} does, without making objects of them. Not
 * thread-safe.
 */
final class TileMerger {

    private final TileLayout layout;
    private final AggregateKind[] kinds;
    private final TileReader one = new TileReader();
    private final TileReader other = new TileReader();
    private final TileWriter out = new TileWriter();
    private final Decimal number = new Decimal();
    private final Decimal otherNumber = new Decimal();
    private final ScalarBytes order = new ScalarBytes();
    private final DistinctMerger distinct = new DistinctMerger();

    TileMerger(TileLayout layout) {
        this.layout = layout;
        this.kinds = layout.slots().stream().map(TileSlot::kind).toArray(AggregateKind[]::new);
    }

    /**
     * Merges a tile with the one that stands in {@code delta} from {@code from} to its end; neither of them is empty.
     *
     * @throws TileFormatException if one of them is of other columns or damaged
     */
    byte[] merge(byte[] tile, byte[] delta, int from) {
        one.reset(tile, 0, tile.length);
        other.reset(delta, from, delta.length);
        out.reset();
        layout.readHead(one);
        layout.readHead(other);
        layout.writeHead(out);
        mergeSpans();
        for (AggregateKind kind : kinds) {
            merge(kind);
        }
        one.end();
        other.end();
        return out.toByteArray();
    }

    private void merge(AggregateKind kind) {
        switch (kind) {
            case COUNT -> out.unsigned(Math.addExact(one.count(), other.count()));
            case SUM -> mergeSums();
            case MIN -> mergeExtremes(-1);
            case MAX -> mergeExtremes(1);
            case AVG -> mergeAverages();
            case FIRST -> mergeEdges(-1);
            case LAST -> mergeEdges(1);
            case DURATION -> mergeSpans();
            case DISTINCT -> distinct.merge(one, other, out);
        }
    }

    private void mergeSpans() {
        boolean present = one.flag();
        boolean otherPresent = other.flag();
        long first = present ? one.signed() : Long.MAX_VALUE;
        long last = present ? one.spanEnd(first) : Long.MIN_VALUE;
        if (otherPresent) {
            long otherFirst = other.signed();
            first = Math.min(first, otherFirst);
            last = Math.max(last, other.spanEnd(otherFirst));
        }
        TimeSpan.write(first, last, out);
    }

    private void mergeSums() {
        one.decimal(number);
        other.decimal(otherNumber);
        number.add(otherNumber);
        out.decimal(number);
    }

    private void mergeExtremes(int direction) {
        int from = one.position();
        int otherFrom = other.position();
        boolean present = one.flag();
        boolean otherPresent = other.flag();
        if (present) {
            one.decimal(number);
        }
        if (otherPresent) {
            other.decimal(otherNumber);
        }
        boolean takesOther = otherPresent && (!present || otherNumber.compareTo(number) * direction > 0);
        copy(takesOther ? other : one, takesOther ? otherFrom : from);
    }

    private void mergeAverages() {
        long count = one.count();
        if (count == 0) {
            int from = other.position();
            AggregateKind.AVG.skip(other);
            copy(other, from);
            return;
        }
        long otherCount = other.count();
        one.decimal(number);
        if (otherCount > 0) {
            other.decimal(otherNumber);
            number.add(otherNumber);
        }
        out.unsigned(Math.addExact(count, otherCount));
        out.decimal(number);
    }

    private void mergeEdges(int direction) {
        int from = one.position();
        int otherFrom = other.position();
        boolean present = one.flag();
        boolean otherPresent = other.flag();
        long time = present ? one.signed() : 0;
        long otherTime = otherPresent ? other.signed() : 0;
        int value = one.position();
        int otherValue = other.position();
        if (present) {
            one.skipScalar();
        }
        if (otherPresent) {
            other.skipScalar();
        }
        boolean takesOther = otherPresent;
        if (present && otherPresent) {
            int byTime = Long.compare(otherTime, time);
            takesOther = (byTime != 0 ? byTime : compare(otherValue, value)) * direction > 0;
        }
        copy(takesOther ? other : one, takesOther ? otherFrom : from);
    }

    private int compare(int otherValue, int value) {
        return order.compare(other.buffer(), otherValue, other.position(), one.buffer(), value, one.position());
    }

    private void copy(TileReader in, int from) {
        out.bytes(in.buffer(), from, in.position());
    }
}
