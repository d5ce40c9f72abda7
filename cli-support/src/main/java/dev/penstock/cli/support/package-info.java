// SPDX-License-Identifier: Apache-2.0
/**
 * What commands of several modules share. Options that mean the same everywhere: {@link
 * dev.penstock.cli.support.KafkaArguments} says where Kafka is, {@link dev.penstock.cli.support.PipelineOption} which
 * pipeline a command is about, {@link dev.penstock.cli.support.EnvironmentArguments} takes options from the environment.
 * The files that a user names, and errors: a {@link dev.penstock.cli.support.CommandException} is one line for the user,
 * {@link dev.penstock.cli.support.Causes} makes one of any exception.
 *
 * <p>No command lives here, and nothing that only one module needs. It knows the event model and picocli, no client of
 * Kafka.
 */
package dev.penstock.cli.support;
