// SPDX-License-Identifier: Apache-2.0
/**
 * What Kafka has to allow: the least that each role needs, as ACLs, and whether an instance has it.
 *
 * <p>How clients log in are settings of Kafka's own.
 */
package dev.penstock.streams.access;
