// SPDX-License-Identifier: Apache-2.0

/** Events in other formats than JSON, by schemas that are registered before the first is sent. */
package dev.penstock.producer.encode;
