// SPDX-License-Identifier: Apache-2.0
/**
 * What a dead letter or late event holds: the headers, how a letter is made of a record that was set aside, and
 * how it is cut to what its topic takes.
 *
 * <p>Reading letters again and sending them back is in {@code replay}.
 */
package dev.penstock.streams.deadletters;
