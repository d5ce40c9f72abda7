// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SketchTest {

    private static final int SEEDS = 20;

    /** The standard error is 0.8 %, and none of so few is off by five times as much. */
    @ParameterizedTest
    @ValueSource(ints = {151, 600, 3_000, 6_000, 40_000, 300_000})
    void shouldEstimateHowManyValuesThereAre(int values) {
        double off = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            long estimate = sketch(values, seed).estimate();
            assertThat((double) estimate).isCloseTo(values, within(0.04 * values));
            off += estimate - values;
        }
        assertThat(off / SEEDS).as("bias").isCloseTo(0, within(0.01 * values));
    }

    @ParameterizedTest
    @ValueSource(ints = {151, 600, 3_000, 6_000, 40_000})
    void shouldReadWhatItWrote(int values) {
        Sketch sketch = sketch(values, 1);
        byte[] written = written(sketch);
        Sketch read = read(written);
        assertThat(written(read)).isEqualTo(written);
        assertThat(read.estimate()).isEqualTo(sketch.estimate());
        var in = new TileReader();
        in.reset(written, 0, written.length);
        assertThat(Sketch.writtenBytes(in.count(), in)).isEqualTo(written.length - in.position());
    }

    @Test
    void shouldBeTheSameHoweverItWasPutTogether() {
        for (int values : new int[] {300, 5_000, 30_000}) {
            long[] hashes = new SplittableRandom(7).longs(values).toArray();
            Sketch whole = of(hashes);
            for (int part : new int[] {1, values / 3, values - 1}) {
                Sketch first = of(Arrays.copyOf(hashes, part));
                first.add(of(Arrays.copyOfRange(hashes, part / 2, values)));
                assertThat(written(first)).isEqualTo(written(whole));
            }
            whole.add(whole);
            assertThat(written(whole)).isEqualTo(written(of(hashes)));
        }
    }

    @Test
    void shouldTakeLittleForSomeHundredValues() {
        assertThat(written(sketch(600, 3))).hasSizeLessThan(1_300);
        assertThat(written(sketch(1_000_000, 3))).hasSize(2 + Sketch.DENSE_BYTES);
    }

    @Test
    void shouldRefuseWhatIsNoSketch() {
        byte[] written = written(sketch(600, 4));
        byte[] longer = written.clone();
        Arrays.fill(longer, 4, longer.length, (byte) 0xFF);
        assertThatThrownBy(() -> read(longer)).isInstanceOf(TileFormatException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(written, 400))).isInstanceOf(TileFormatException.class);
        byte[] dense = written(sketch(40_000, 4));
        Arrays.fill(dense, 2, dense.length, (byte) 0xFF);
        assertThatThrownBy(() -> read(dense)).isInstanceOf(TileFormatException.class);
    }

    private static Sketch sketch(int values, long seed) {
        return of(new SplittableRandom(seed).longs(values).toArray());
    }

    private static Sketch of(long[] hashes) {
        var sketch = new Sketch();
        Arrays.stream(hashes).forEach(sketch::add);
        return sketch;
    }

    private static byte[] written(Sketch sketch) {
        var out = new TileWriter();
        sketch.write(out);
        return out.toByteArray();
    }

    private static Sketch read(byte[] written) {
        var in = new TileReader();
        in.reset(written, 0, written.length);
        var sketch = new Sketch();
        sketch.read(in.count(), in);
        return sketch;
    }
}
