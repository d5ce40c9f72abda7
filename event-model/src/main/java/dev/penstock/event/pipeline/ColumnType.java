// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

/**
 * What a key field or a column of a feature row is in a store that has types.
 *
 * @param precision of a decimal: how many digits it has at most; otherwise 0
 * @param scale of a decimal: how many of them stand behind the point; otherwise 0
 */
public record ColumnType(Kind kind, int precision, int scale) {

    /** How a value is kept. */
    public enum Kind {
        TEXT,
        INTEGER,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        DECIMAL,
        TEXTS,
        INTEGERS,
        DOUBLES;

        /** Whether it holds several values. */
        public boolean isList() {
            return this == TEXTS || this == INTEGERS || this == DOUBLES;
        }
    }

    /** As many digits as the readers of Parquet files take. */
    public static final int MOST_DIGITS = 38;

    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0, 0);
    }

    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }
}
