// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

/**
 * Draws ranks from 0 to n − 1, rank k with a probability proportional to 1 / (k + 1)^skew, in constant time and without
 * a table: rejection-inversion (Hörmann, Derflinger: "Rejection-inversion to generate variates from monotone discrete
 * distributions", 1996). The area under a bar of the distribution is compared with the area under the hat
 * h(x) = x^−skew; at most a few per cent of the draws are rejected. {@link StrictMath}, so that every JDK draws the
 * same ranks.
 */
final class Zipf {

    private final int size;
    private final double skew;
    private final double areaFrom;
    private final double areaTo;
    private final double sureAccept;

    /**
     * @param size how many ranks, at least 1
     * @param skew 0 is uniform; 1 is the classic law; at least 0
     */
    Zipf(int size, double skew) {
        this.size = size;
        this.skew = skew;
        areaFrom = hatArea(1.5) - 1;
        areaTo = hatArea(size + 0.5);
        sureAccept = 2 - hatAreaInverse(hatArea(2.5) - hat(2));
    }

    int draw(SplitMix random) {
        if (skew == 0) {
            return random.nextInt(size);
        }
        while (true) {
            double area = areaTo + random.nextDouble() * (areaFrom - areaTo);
            double x = hatAreaInverse(area);
            int rank = (int) Math.max(1, Math.min(size, (long) (x + 0.5)));
            if (rank - x <= sureAccept || area >= hatArea(rank + 0.5) - hat(rank)) {
                return rank - 1;
            }
        }
    }

    private double hat(double x) {
        return StrictMath.exp(-skew * StrictMath.log(x));
    }

    /** The integral of the hat from 1 to x. */
    private double hatArea(double x) {
        double log = StrictMath.log(x);
        double exponent = (1 - skew) * log;
        return expm1OverX(exponent) * log;
    }

    private double hatAreaInverse(double area) {
        double t = Math.max(-1, area * (1 - skew));
        return StrictMath.exp(log1pOverX(t) * area);
    }

    /** (e^x − 1) / x, by its series where x is so near to 0 (a skew of 1) that the quotient loses its digits. */
    private static double expm1OverX(double x) {
        return Math.abs(x) > 1e-8 ? StrictMath.expm1(x) / x : 1 + x / 2;
    }

    private static double log1pOverX(double x) {
        return Math.abs(x) > 1e-8 ? StrictMath.log1p(x) / x : 1 - x / 2;
    }
}
