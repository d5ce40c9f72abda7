// SPDX-License-Identifier: Apache-2.0
/**
 * What measuring takes whoever is measured: the broker and other processes, the topics and the events in them, how far and
 * at what cost a process is, and figures. Processes talk to the harness in lines, see {@link
 * dev.penstock.bench.harness.Messages}.
 *
 * <p>It knows no contender and no question, and shows nothing but progress.
 */
package dev.penstock.bench.harness;
