// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes HTTP/1.1 connections that are read by one thread at a time.
 *
 * <p>Jetty's own (12.1.12 to 12.1.14) are not when a request can't be read: the thread that found it so goes on while
 * another answers and has a third look for the next request. Both may give the buffer of requests back; the pool then hands
 * it to two connections at once, and one of them reads the other's request, or is closed without an answer.
 */
final class SerialConnections extends HttpConnectionFactory {

    SerialConnections(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        var connection = new HttpConnection(getHttpConfiguration(), connector, endPoint) {

            // Nobody waits for long: a second thread comes only when the first is done with its request.
            @Override
            public void onFillable() {
                synchronized (this) {
                    super.onFillable();
                }
            }
        };
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }
}
