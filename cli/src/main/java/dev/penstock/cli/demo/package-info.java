// SPDX-License-Identifier: Apache-2.0
/**
 * The demo: broker, topics, application and producer in one process, started and ended in order by {@link
 * dev.penstock.cli.demo.Demo}, on made-up events or on those of a file.
 *
 * <p>What there is to show at a moment is in {@link dev.penstock.cli.demo.state}, how it looks in {@link
 * dev.penstock.cli.demo.view}; neither of the two knows this package.
 */
package dev.penstock.cli.demo;
