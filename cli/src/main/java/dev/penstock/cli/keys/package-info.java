// SPDX-License-Identifier: Apache-2.0
/** The commands for keysets; what keys do is in {@link dev.penstock.event.protect}. */
package dev.penstock.cli.keys;
