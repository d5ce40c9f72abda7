// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.mistake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the mistakes of one file, so that all of them are told at once. */
public final class Mistakes {

    private static final Comparator<Mistake> BY_PLACE =
            Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    public Mistakes(String file) {
        this.file = file;
    }

    /** The file's name, as it was given. */
    public String file() {
        return file;
    }

    public void add(Place place, String where, String message) {
        found.add(mistake(place, where, message));
    }

    /** For a mistake behind which nothing more of the file can be read. It is told alone. */
    public InvalidPipelineException fatal(Place place, String message) {
        return new InvalidPipelineException(List.of(mistake(place, "", message)));
    }

    /** @throws InvalidPipelineException if there is any mistake */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidPipelineException(found.stream().sorted(BY_PLACE).toList());
        }
    }

    private Mistake mistake(Place place, String where, String message) {
        return new Mistake(file, place.line(), place.column(), where, message);
    }
}
