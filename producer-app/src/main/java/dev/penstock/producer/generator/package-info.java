// SPDX-License-Identifier: Apache-2.0
/**
 * Makes up logins and app events: users, sessions, late and malformed events in exact numbers. The same options
 * give the same events.
 *
 * <p>Nothing here knows of Kafka's clients.
 */
package dev.penstock.producer.generator;
