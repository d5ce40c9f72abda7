// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.PositionOutputStream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a file that has the rows of two, so that it can take the place of the first while others read that.
 *
 * <p>It begins with all bytes of the first, its footer included, which is then of no meaning. Behind that come the row groups
 * of the second, and a footer for all. So a reader that has asked for the size of the first, or has read its footer, and then
 * opens this, still finds a whole file with the rows of the first. Readers do so: polars 2.1 asks for the size of a file, and of the
 * first also for the footer, some time before it opens it for its rows.
 */
final class GrowingFile {

    private GrowingFile() {}

    /**
     * Writes rows behind those of another file.
     *
     * @param last has the same columns
     * @param metadata what the footer says
     */
    static void write(Optional<Path> last, Path rows, DiskFile to, Map<String, String> metadata) throws IOException {
        try (to;
                var reader = new RowFileReader(rows);
                PositionOutputStream out = to.create(0)) {
            FileMetaData footer = reader.footer().deepCopy();
            footer.setRow_groups(new ArrayList<>());
            if (last.isPresent()) {
                Files.copy(last.get(), out);
                try (var first = new RowFileReader(last.get())) {
                    footer.getRow_groups().addAll(first.footer().getRow_groups());
                }
            } else {
                out.write(ParquetFileWriter.MAGIC);
            }
            long shift = out.getPos() - ParquetFileWriter.MAGIC.length;
            reader.copyRows(out);
            for (RowGroup rowGroup : reader.footer().getRow_groups()) {
                footer.addToRow_groups(shifted(rowGroup, footer.getRow_groups().size(), shift));
            }
            footer.setNum_rows(footer.getRow_groups().stream()
                    .mapToLong(RowGroup::getNum_rows)
                    .sum());
            footer.setKey_value_metadata(metadata.entrySet().stream()
                    .map(entry -> new KeyValue(entry.getKey()).setValue(entry.getValue()))
                    .toList());
            long start = out.getPos();
            Util.writeFileMetaData(footer, out);
            BytesUtils.writeIntLittleEndian(out, Math.toIntExact(out.getPos() - start));
            out.write(ParquetFileWriter.MAGIC);
        }
    }

    /** Without the indexes of its pages, which are not copied. */
    private static RowGroup shifted(RowGroup rowGroup, int ordinal, long shift) {
        RowGroup shifted = rowGroup.deepCopy();
        shifted.setFile_offset(rowGroup.getFile_offset() + shift);
        shifted.setOrdinal((short) ordinal);
        shifted.getColumns().forEach(chunk -> {
            chunk.unsetColumn_index_offset();
            chunk.unsetColumn_index_length();
            chunk.unsetOffset_index_offset();
            chunk.unsetOffset_index_length();
            ColumnMetaData column = chunk.getMeta_data();
            column.setData_page_offset(column.getData_page_offset() + shift);
            if (column.isSetDictionary_page_offset()) {
                column.setDictionary_page_offset(column.getDictionary_page_offset() + shift);
            }
        });
        return shifted;
    }
}
