// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.UUID;

/** What names a schema in a registry. */
public sealed interface SchemaId {

    /** The number that records mostly have in front of their value. */
    record Number(long id) implements SchemaId {

        @Override
        public String toString() {
            return "schema " + id;
        }
    }

    /** The number that Apicurio's registry has for a version of an artifact. */
    record Global(long id) implements SchemaId {

        @Override
        public String toString() {
            return "schema of global id " + id;
        }
    }

    /** What newer registries of Confluent give each schema. */
    record Guid(UUID guid) implements SchemaId {

        @Override
        public String toString() {
            return "schema " + guid;
        }
    }

    /** The newest version of a subject. */
    record Newest(String subject) implements SchemaId {

        @Override
        public String toString() {
            return "schema of subject '" + subject + "'";
        }
    }
}
