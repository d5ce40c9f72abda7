// SPDX-License-Identifier: Apache-2.0

/**
 * {@code pipeline infer}: looks at a sample of events and writes a pipeline file for them. {@link dev.penstock.cli.infer.Sample}
 * is what was read, {@link dev.penstock.cli.infer.EventShape} how records are to be read, {@link
 * dev.penstock.cli.infer.FieldProfile} what a field holds, {@link dev.penstock.cli.infer.InferredPipeline} the file.
 *
 * <p>Nothing here is asked once a pipeline runs.
 */
package dev.penstock.cli.infer;
