// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.pipeline.Store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a group, in a folder for each date.
 *
 * @param folder as readers are told
 */
record Table(Path folder) {

    private static final String DATE = Store.Parquet.DATE_FOLDER + "=";
    private static final char MARK = ',';

    /** What a file of this date and name is called while it is not in the table yet: nobody takes it for one that is. */
    static String staged(String date, String name) {
        return date + MARK + name.substring(0, name.length() - RowFile.ENDING.length());
    }

    /** Where a file belongs that is called so. */
    Path place(String staged) {
        int mark = staged.indexOf(MARK);
        return date(staged.substring(0, mark)).resolve(staged.substring(mark + 1) + RowFile.ENDING);
    }

    private Path date(String date) {
        return folder.resolve(DATE + date);
    }

    /** The last file of a partition and date, which the next rows may be added to. */
    Optional<Path> last(String date, RowFile names) throws IOException {
        return Disk.list(date(date)).stream()
                .filter(file -> names.first(file).isPresent())
                .max(Comparator.comparingLong(file -> names.first(file).getAsLong()));
    }

    /** All files, by date. */
    SortedMap<String, List<Path>> files() throws IOException {
        SortedMap<String, List<Path>> files = new TreeMap<>();
        for (Path date : Disk.list(folder)) {
            String name = date.getFileName().toString();
            if (name.startsWith(DATE)) {
                files.put(
                        name.substring(DATE.length()),
                        Disk.list(date).stream()
                                .filter(file -> file.toString().endsWith(RowFile.ENDING))
                                .toList());
            }
        }
        return files;
    }

    private List<Path> all(RowFile names) throws IOException {
        return files().values().stream()
                .flatMap(List::stream)
                .filter(file -> names.first(file).isPresent())
                .toList();
    }

    /** The offset behind all rows of a partition that files hold, as their footers say. */
    OptionalLong next(RowFile names) throws IOException {
        long next = -1;
        for (Path file : all(names)) {
            try (var reader = new RowFileReader(file)) {
                String said = reader.metadata().get(RowFile.NEXT);
                next = Math.max(next, Long.parseLong(said));
            }
        }
        return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
    }
}
