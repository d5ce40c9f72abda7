// SPDX-License-Identifier: Apache-2.0
/**
 * How log lines are written, and which of Kafka's warnings are kept back.
 *
 * <p>Which class logs what is the class's own affair.
 */
package dev.penstock.streams.logging;
