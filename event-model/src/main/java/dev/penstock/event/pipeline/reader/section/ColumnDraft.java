// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.List;

/**
 * A column as far as it could be read.
 *
 * @param operands the names of the columns that a ratio divides; empty for every other column
 */
record ColumnDraft(Node.Entry entry, ReadResult<Column> column, List<ReadResult<String>> operands) {

    String name() {
        return entry.name();
    }

    boolean isRatio() {
        return !operands.isEmpty();
    }
}
