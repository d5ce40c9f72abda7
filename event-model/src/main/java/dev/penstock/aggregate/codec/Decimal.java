// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact decimal that changes in place: 64 bits and a scale for as long as they hold it, a {@link BigDecimal} beyond.
 * Which of the two it is says nothing about the value. Not thread-safe.
 */
public final class Decimal {

    private static final long[] POWERS_OF_TEN = powersOfTen();

    /** The greatest of which the square has 63 bits. */
    private static final long GREATEST_ROOT = 3_037_000_499L;

    private static final long GREATEST_EXACT_DOUBLE = 1L << 53;

    private long unscaled;
    private int scale;

    /** Null while {@link #unscaled} and {@link #scale} hold the value. */
    private BigDecimal big;

    private static long[] powersOfTen() {
        var powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    public void set(long newUnscaled, int newScale) {
        unscaled = newUnscaled;
        scale = newScale;
        big = null;
    }

    public void set(BigDecimal value) {
        BigInteger digits = value.unscaledValue();
        if (digits.bitLength() < Long.SIZE) {
            set(digits.longValue(), value.scale());
        } else {
            big = value;
        }
    }

    public void set(Decimal other) {
        unscaled = other.unscaled;
        scale = other.scale;
        big = other.big;
    }

    public boolean isSmall() {
        return big == null;
    }

    /** Meaningless unless {@link #isSmall}. */
    public long unscaled() {
        return unscaled;
    }

    /** Meaningless unless {@link #isSmall}. */
    public int scale() {
        return scale;
    }

    public boolean isZero() {
        return big == null ? unscaled == 0 : big.signum() == 0;
    }

    public BigDecimal toBigDecimal() {
        return big == null ? BigDecimal.valueOf(unscaled, scale) : big;
    }

    public void add(Decimal other) {
        if (big != null || other.big != null || !addSmall(other.unscaled, other.scale)) {
            set(toBigDecimal().add(other.toBigDecimal()));
        }
    }

    private boolean addSmall(long addend, int addendScale) {
        if (addend == 0) {
            return true;
        }
        if (unscaled == 0) {
            set(addend, addendScale);
            return true;
        }
        int finest = Math.max(scale, addendScale);
        if (!fits(unscaled, finest - scale) || !fits(addend, finest - addendScale)) {
            return false;
        }
        long mine = unscaled * POWERS_OF_TEN[finest - scale];
        long theirs = addend * POWERS_OF_TEN[finest - addendScale];
        long sum = mine + theirs;
        if (((mine ^ sum) & (theirs ^ sum)) < 0) {
            return false;
        }
        set(sum, finest);
        return true;
    }

    private boolean isWithin(long bound) {
        return big == null && -bound <= unscaled && unscaled <= bound;
    }

    /** Becomes the square of another one. */
    public void setSquare(Decimal other) {
        if (other.isWithin(GREATEST_ROOT)) {
            set(other.unscaled * other.unscaled, 2 * other.scale);
        } else {
            BigDecimal root = other.toBigDecimal();
            set(root.multiply(root));
        }
    }

    /** The closest double, whatever digits and scale the value has; infinite beyond all doubles. */
    public double toDouble() {
        // One division of two doubles that are exact is rounded once.
        return isWithin(GREATEST_EXACT_DOUBLE) && scale >= 0 && scale < POWERS_OF_TEN.length
                ? unscaled / (double) POWERS_OF_TEN[scale]
                : toBigDecimal().doubleValue();
    }

    public int compareTo(Decimal other) {
        return big == null && other.big == null
                ? compare(unscaled, scale, other.unscaled, other.scale)
                : toBigDecimal().compareTo(other.toBigDecimal());
    }

    static int compare(long a, int scaleOfA, long b, int scaleOfB) {
        int finest = Math.max(scaleOfA, scaleOfB);
        if (scaleOfA == scaleOfB || fits(a, finest - scaleOfA) && fits(b, finest - scaleOfB)) {
            return Long.compare(a * POWERS_OF_TEN[finest - scaleOfA], b * POWERS_OF_TEN[finest - scaleOfB]);
        }
        return BigDecimal.valueOf(a, scaleOfA).compareTo(BigDecimal.valueOf(b, scaleOfB));
    }

    /** Whether a number times ten to the power of {@code digits} has 64 bits. */
    private static boolean fits(long number, int digits) {
        return digits == 0
                || digits > 0
                        && digits < POWERS_OF_TEN.length
                        && Math.multiplyHigh(number, POWERS_OF_TEN[digits])
                                == number * POWERS_OF_TEN[digits] >> Long.SIZE - 1;
    }

    /** Cuts trailing zeros off, so that equal values are the same digits. */
    void strip() {
        if (big != null) {
            set(big.stripTrailingZeros());
        } else if (unscaled == 0) {
            scale = 0;
        } else {
            while (unscaled % 10 == 0) {
                unscaled /= 10;
                scale--;
            }
        }
    }
}
