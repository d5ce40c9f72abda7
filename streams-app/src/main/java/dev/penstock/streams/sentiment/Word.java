// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

/**
 * What is known of a word, however it is spelled in upper and lower case. Two words are the same where they are the same
 * object.
 *
 * @param valence how positive (above 0) or negative it is by itself; {@link #UNRATED} where it says nothing
 * @param boost by how much it makes a word behind it stronger (above 0) or weaker; 0 for most words
 * @param negates whether it turns round what is said behind it
 */
record Word(double valence, double boost, boolean negates) {

    static final double UNRATED = Double.NaN;

    boolean isRated() {
        return !Double.isNaN(valence);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
