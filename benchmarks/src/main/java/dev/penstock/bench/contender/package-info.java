// SPDX-License-Identifier: Apache-2.0
/**
 * Who takes part. {@link dev.penstock.bench.contender.Contenders} lists all contenders; each is a {@link
 * dev.penstock.bench.contender.Contender}, which names its topics and starts itself in a process of its own ({@link
 * dev.penstock.bench.contender.ContenderMain}), where it is a {@link dev.penstock.bench.contender.RunningContender}.
 *
 * <p>To add one, write its class and put it into the list. Whether answers are right is not judged here.
 */
package dev.penstock.bench.contender;
