// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.yaml;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What came of reading a part of the file: a value and where it stands, or nothing, since the part is wrong. That was
 * reported where it was found, and whoever meets a wrong part says nothing more, so that one mistake stays one.
 */
public sealed interface ReadResult<T> {

    record Read<T>(T value, Node at) implements ReadResult<T> {}

    record Wrong<T>() implements ReadResult<T> {}

    static <T> ReadResult<T> wrong() {
        return new Wrong<>();
    }

    /** The values of all parts; wrong if one of them is. */
    static <T> ReadResult<List<T>> all(List<ReadResult<T>> parts, Node at) {
        return parts.stream().allMatch(ReadResult::isRead)
                ? new Read<>(parts.stream().map(ReadResult::value).toList(), at)
                : wrong();
    }

    default boolean isRead() {
        return this instanceof Read;
    }

    default <R> ReadResult<R> map(Function<T, R> function) {
        return flatMap(value -> new Read<>(function.apply(value), ((Read<T>) this).at));
    }

    default <R> ReadResult<R> flatMap(Function<T, ReadResult<R>> function) {
        return this instanceof Read<T> read ? function.apply(read.value) : wrong();
    }

    /** Both values taken together, standing where this one does; wrong if one of them is. */
    default ReadResult<T> with(ReadResult<T> other, BinaryOperator<T> operator) {
        return flatMap(mine -> other.isRead() ? map(same -> operator.apply(mine, other.value())) : wrong());
    }

    default void ifRead(BiConsumer<T, Node> action) {
        if (this instanceof Read<T> read) {
            action.accept(read.value, read.at);
        }
    }

    /** @throws IllegalStateException if the part is wrong, which a file without mistakes has no part of */
    default T value() {
        if (this instanceof Read<T> read) {
            return read.value;
        }
        throw new IllegalStateException("a wrong part has no value");
    }
}
