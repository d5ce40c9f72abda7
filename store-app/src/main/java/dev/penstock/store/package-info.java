// SPDX-License-Identifier: Apache-2.0
/** The process that writes stores, as containers run it. */
package dev.penstock.store;
