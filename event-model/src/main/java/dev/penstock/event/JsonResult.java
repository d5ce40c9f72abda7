// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

/** What a value turned out to be that was read as JSON: an object, or no event and why. */
public sealed interface JsonResult permits Fields, BadEvent {}
