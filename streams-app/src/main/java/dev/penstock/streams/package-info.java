// SPDX-License-Identifier: Apache-2.0
/**
 * The entry point of the Kafka Streams application, as containers start it. {@code command} reads what was asked
 * for, {@code app} runs it, {@code topology} puts {@code source}, {@code stream} and {@code feature} together,
 * {@code http} answers.
 *
 * <p>Only {@code Main} lives here.
 */
package dev.penstock.streams;
