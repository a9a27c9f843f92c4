package io.isolario.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP by hand, as no client would. */
final class RawClient {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawClient() {}

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Sends a request line and its own headers, and returns all that the server answers before it closes the connection. */
    static String exchange(int port, String head) throws IOException {
        return exchange(port, head, "localhost");
    }

    static String exchange(int port, String head, String host) throws IOException {
        try (Socket socket = connect(port)) {
            send(socket, head + "Host: " + host + "\r\nConnection: close\r\n\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads until the text has come. */
    static String readUntil(Socket socket, String text) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The server closed the connection after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
