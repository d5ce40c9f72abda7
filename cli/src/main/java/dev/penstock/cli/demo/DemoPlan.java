// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.event.pipeline.Pipeline;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a demo does.
 *
 * @param file of the pipeline
 * @param port of the broker; 0 is any free one
 * @param httpPort where the application can be asked; 0 is any free one
 * @param duration of sending; the demo ends then at the latest
 */
record DemoPlan(Pipeline pipeline, Path file, DemoEvents events, int port, int httpPort, Duration duration) {}
