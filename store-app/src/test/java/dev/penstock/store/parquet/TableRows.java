// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a reader of a table finds who lists its files and opens one after the other. */
final class TableRows {

    private TableRows() {}

    static List<Path> files(Path table) {
        if (!Files.isDirectory(table)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(table)) {
            return all.filter(path -> path.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Group> read(Path table) {
        return files(table).stream().flatMap(file -> readFile(file).stream()).toList();
    }

    /** Of one integer column. */
    static List<Long> integers(Path table, String column) {
        return read(table).stream().map(row -> row.getLong(column, 0)).toList();
    }

    static int rowGroups(Path file) {
        try (var reader = new RowFileReader(file)) {
            return reader.rowGroups().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Group> readFile(Path file) {
        List<Group> rows = new ArrayList<>();
        try (var reader = new RowFileReader(file)) {
            MessageType schema = reader.schema();
            for (BlockMetaData rowGroup : reader.rowGroups()) {
                PageReadStore pages = reader.pages(rowGroup);
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(records.read());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
