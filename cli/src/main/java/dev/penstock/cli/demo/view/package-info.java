// SPDX-License-Identifier: Apache-2.0
/**
 * How a demo looks: a live view on a terminal ({@link dev.penstock.cli.demo.view.Screen}), or lines in a pipe ({@link
 * dev.penstock.cli.demo.view.PlainLines}). A view draws a {@link dev.penstock.cli.demo.state.DemoSnapshot} and asks for
 * nothing else.
 *
 * <p>Text from events is made printable here, and nowhere else.
 */
package dev.penstock.cli.demo.view;
