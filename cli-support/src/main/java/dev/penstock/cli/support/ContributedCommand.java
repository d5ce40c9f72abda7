// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

/**
 * A command of {@code penstock} that comes from a module which the command line does without. Such a module names its
 * implementation in {@code META-INF/services}, and the command is there where the module is on the class path.
 */
public interface ContributedCommand {

    /** As it is called. */
    String name();

    /** A new one, for picocli. */
    Object make();
}
