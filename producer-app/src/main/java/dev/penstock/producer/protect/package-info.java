// SPDX-License-Identifier: Apache-2.0
/** Events whose fields are protected before they are sent. */
package dev.penstock.producer.protect;
