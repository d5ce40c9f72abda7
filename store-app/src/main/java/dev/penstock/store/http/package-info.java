// SPDX-License-Identifier: Apache-2.0
/** What a process that writes stores answers over HTTP: its health and its figures. */
package dev.penstock.store.http;
