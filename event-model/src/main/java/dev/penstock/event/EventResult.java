// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

/** What a value turned out to be: an event, or none and why. */
public sealed interface EventResult permits Event, BadEvent {}
