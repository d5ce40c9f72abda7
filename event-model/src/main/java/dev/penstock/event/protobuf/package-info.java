// SPDX-License-Identifier: Apache-2.0

/**
 * Reads events that come in Protobuf: a message is looked through once for where its fields stand, and those that somebody
 * reads are put where {@link dev.penstock.event.Fields} find them.
 */
package dev.penstock.event.protobuf;
