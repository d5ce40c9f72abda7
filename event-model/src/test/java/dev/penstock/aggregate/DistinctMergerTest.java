// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DistinctMergerTest {

    /** From one form of a state to the next, on both sides. */
    private static final int[] SIZES = {0, 1, 2, 5, 30, 75, 149, 150, 151, 400, 2_000, 4_600, 4_700, 9_000};

    private final DistinctMerger merger = new DistinctMerger();

    @Property(tries = 400)
    void shouldBeWhatAllValuesTogetherAre(@ForAll Random random) {
        long[] one = hashes(random);
        long[] other = hashes(random);
        // A merge that a change of places or an overlap could spoil.
        long[] both = LongStream.concat(Arrays.stream(one), Arrays.stream(other, 0, other.length / 3))
                .toArray();

        assertThat(merged(one, other)).isEqualTo(written(together(one, other)));
        assertThat(merged(both, other)).isEqualTo(written(together(one, other)));
    }

    /** Of registers next to each other and far apart, some of them more than once, which random hashes seldom meet. */
    @Property(tries = 400)
    void shouldKeepTheGreatestRankOfEachRegister(@ForAll Random random) {
        int registers = 200 + random.nextInt(200);
        long[] one = LongStream.range(0, registers)
                .map(i -> hash((int) (2 * i), 1 + random.nextInt(50)))
                .toArray();
        long[] other = LongStream.range(0, 1 + random.nextInt(20))
                .map(i -> hash(random.nextInt(2 * registers + 4), 1 + random.nextInt(50)))
                .toArray();

        assertThat(merged(one, other)).isEqualTo(written(together(one, other)));
    }

    @Example
    void shouldRefuseWhatIsNoSketch() {
        byte[] sketch = written(new Random(5).longs(300).toArray());
        byte[] one = written(7);
        byte[] cut = Arrays.copyOf(sketch, sketch.length - 1);
        byte[] filled = sketch.clone();
        Arrays.fill(filled, 4, filled.length, (byte) 0xFF);

        assertThatThrownBy(() -> merged(cut, one)).isInstanceOf(TileFormatException.class);
        assertThatThrownBy(() -> merged(filled, one)).isInstanceOf(TileFormatException.class);
    }

    private static long[] hashes(Random random) {
        return random.longs(SIZES[random.nextInt(SIZES.length)]).toArray();
    }

    /** One that puts this rank into this register. */
    private static long hash(int register, int rank) {
        return (long) register << 50 | 1L << 50 - rank;
    }

    private static long[] together(long[] one, long[] other) {
        return LongStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    private byte[] merged(long[] one, long[] other) {
        return merged(written(one), written(other));
    }

    private byte[] merged(byte[] one, byte[] other) {
        var out = new TileWriter();
        var in = new TileReader(one);
        var otherIn = new TileReader(other);
        merger.merge(in, otherIn, out);
        in.end();
        otherIn.end();
        return out.toByteArray();
    }

    private static byte[] written(long... hashes) {
        var values = new DistinctValues();
        Arrays.stream(hashes).forEach(values::add);
        var out = new TileWriter();
        values.write(out);
        return out.toByteArray();
    }
}
