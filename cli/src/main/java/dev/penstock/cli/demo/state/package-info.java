// SPDX-License-Identifier: Apache-2.0
/**
 * What a demo knows: the newest of what the pipeline wrote, by stream and feature group ({@link
 * dev.penstock.cli.demo.state.Outputs}), and a {@link dev.penstock.cli.demo.state.DemoSnapshot} of all that there is to show.
 *
 * <p>Plain values, without a terminal or a clock of its own: times are handed in.
 */
package dev.penstock.cli.demo.state;
