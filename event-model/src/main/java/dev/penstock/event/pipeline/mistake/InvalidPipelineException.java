// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.mistake;

import java.util.List;
import java.util.stream.Collectors;

/** A pipeline file is wrong. The message holds every mistake, a line each. */
public final class InvalidPipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    InvalidPipelineException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All that is wrong, in order of place in the file; at least one. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
