// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.util.Optional;

/** What an input is, by its beginning. */
sealed interface Guess {

    /** @param skip bytes at the beginning that belong to no event, such as a byte order mark */
    record Lines(int skip) implements Guess {}

    /** JSON values, not one on each line. */
    record Values(int skip) implements Guess {}

    record Gzip() implements Guess {}

    /** Nothing but white space, if that. */
    record Empty() implements Guess {}

    /** @param what as in "it is …", and maybe what to do about it */
    record Foreign(String what) implements Guess {}

    /**
     * What the input is; empty if that can't be told without more of it.
     *
     * @param bytes the beginning of the input, {@code length} of them
     * @param whole whether there won't be more of it
     */
    static Optional<Guess> of(byte[] bytes, int length, boolean whole) {
        var start = new Beginning(bytes, length, whole);
        // Who sends one short event and waits must not wait for ever.
        if (length < (start.first() == '{' ? Signatures.LONGEST_OF_TEXT : Signatures.LONGEST) && !whole) {
            return Optional.empty();
        }
        if (Signatures.isGzip(bytes, length)) {
            return Optional.of(new Gzip());
        }
        Optional<String> known = Signatures.find(bytes, length);
        if (known.isPresent()) {
            return known.map(Foreign::new);
        }
        return switch (start.first()) {
            case Beginning.NONE -> whole ? Optional.of(new Empty()) : Optional.empty();
            case '{' -> ofObject(start);
            case '[' -> ofArray(start);
            default -> ofText(start);
        };
    }

    private static Optional<Guess> ofObject(Beginning start) {
        int end = start.objectEnd();
        int lineEnd = start.lineEnd(start.firstAt());
        if (end >= 0 && end <= lineEnd && start.isBlank(end, lineEnd)) {
            // Something else may still come on this line.
            return start.isLine(lineEnd) ? Optional.of(new Lines(start.mark())) : Optional.empty();
        }
        return end >= 0 || start.isLine(lineEnd) ? Optional.of(new Values(start.mark())) : Optional.empty();
    }

    private static Optional<Guess> ofArray(Beginning start) {
        return switch (start.second()) {
            case Beginning.NONE -> start.isWhole() ? Optional.of(new Values(start.mark())) : Optional.empty();
            case '{', '[', ']' -> Optional.of(new Values(start.mark()));
            default -> ofText(start);
        };
    }

    /** Lines some of which are objects are taken, whatever the others are; the input must not stop for one bad line. */
    private static Optional<Guess> ofText(Beginning start) {
        if (start.hasObjectLine()) {
            return Optional.of(new Lines(start.mark()));
        }
        return start.isEnough() ? Optional.of(new Foreign(ForeignText.describe(start))) : Optional.empty();
    }
}
