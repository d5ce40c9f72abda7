// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.sample;

/**
 * Something that does not fit between events and a pipeline, in one line.
 *
 * @param certain whether the pipeline can't do its work like this; otherwise some events may just be bad
 */
public record Finding(boolean certain, String text) {

    @Override
    public String toString() {
        return (certain ? "error: " : "warning: ") + text;
    }
}
