// SPDX-License-Identifier: Apache-2.0
/** Holds events that somebody has against a pipeline, and says what does not fit, before anything runs. */
package dev.penstock.cli.sample;
