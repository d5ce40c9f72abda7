// SPDX-License-Identifier: Apache-2.0
/** What Feast has to know of rows that are written as it reads them: its repository. */
package dev.penstock.store.feast;
