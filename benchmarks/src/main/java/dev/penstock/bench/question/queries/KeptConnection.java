// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A connection over which an instance is asked, one request after the other. Knows only as much of HTTP/1.1 as Penstock
 * answers look-ups with, and takes that much less of the processors, which are shared with what is measured: the clients
 * for HTTP that Java has took half as much as the server. For use by one thread.
 */
final class KeptConnection implements Closeable {

    /** Longer than an instance may take. */
    private static final int PATIENCE_MILLIS = 10_000;

    private static final int MOST_HEAD_BYTES = 16 * 1024;
    private static final String VERSION = "HTTP/1.1 ";
    private static final int STATUS_CHARS = 3;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket = new Socket();
    private final byte[] head = new byte[MOST_HEAD_BYTES];
    private final String host;

    /** @param instance of which host and port count */
    KeptConnection(URI instance) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(instance.getHost(), instance.getPort()), PATIENCE_MILLIS);
        host = instance.getAuthority();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param path with parameters, as HTTP has it
     * @throws IOException if no answer comes, or one that this does not know how to read; the connection is of no use then
     */
    Reply get(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        InputStream answer = socket.getInputStream();
        int read = 0;
        int end;
        do {
            int more = answer.read(head, read, head.length - read);
            if (more <= 0) {
                throw new EOFException("no whole answer came");
            }
            read += more;
            end = endOfHead(read);
        } while (end < 0);
        String text = new String(head, 0, end, StandardCharsets.ISO_8859_1);
        byte[] body = new byte[length(text)];
        int here = Math.min(read - end, body.length);
        System.arraycopy(head, end, body, 0, here);
        if (answer.readNBytes(body, here, body.length - here) < body.length - here) {
            throw new EOFException("no whole answer came");
        }
        return new Reply(status(text), body);
    }

    /** Where the body begins; negative if that did not come yet. */
    private int endOfHead(int read) {
        for (int end = END_OF_HEAD.length; end <= read; end++) {
            if (Arrays.equals(head, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return end;
            }
        }
        return -1;
    }

    private static int status(String head) throws ProtocolException {
        try {
            return Integer.parseInt(head, VERSION.length(), VERSION.length() + STATUS_CHARS, 10);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw unreadable(head, e);
        }
    }

    private static int length(String head) throws ProtocolException {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        try {
            return Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at + LENGTH.length()))
                    .strip());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw unreadable(head, e);
        }
    }

    private static ProtocolException unreadable(String head, RuntimeException cause) {
        var exception = new ProtocolException("expected a status and a length, found: " + head);
        exception.initCause(cause);
        return exception;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
