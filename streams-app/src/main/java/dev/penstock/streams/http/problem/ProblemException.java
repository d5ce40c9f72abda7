// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.problem;

/** Ends a request with a problem document. Has no stack trace: it is an answer and no fault. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
