// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import java.math.BigDecimal;

/** An app event as data binding reads it. */
@JsonNaming(SnakeCaseStrategy.class)
record JsonEvent(String userId, String eventType, String itemId, BigDecimal amount, long timestamp) {}
