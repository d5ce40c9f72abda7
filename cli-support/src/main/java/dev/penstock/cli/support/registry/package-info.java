// SPDX-License-Identifier: Apache-2.0

/**
 * A client of schema registries: their settings, and what is asked of them over HTTP.
 *
 * <p>What schemas say is no matter of this package.
 */
package dev.penstock.cli.support.registry;
