// SPDX-License-Identifier: Apache-2.0
/**
 * The question of look-ups over HTTP: what they take while events come, what they cost a backlog, and whether they stay
 * right while instances come and go. Instances are asked at a steady rate, and replies are timed from when they were due.
 *
 * <p>Apart from the other questions because it asks running instances, where those look at topics alone.
 */
package dev.penstock.bench.question.queries;
