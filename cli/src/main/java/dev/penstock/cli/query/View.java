// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import java.util.List;

/**
 * An answer for people.
 *
 * @param notes what is to be known about it, a line each
 */
record View(TextTable table, List<String> notes) {

    View {
        notes = List.copyOf(notes);
    }
}
