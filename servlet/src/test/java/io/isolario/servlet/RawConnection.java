package io.isolario.servlet;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that is kept as long as the server keeps it, and takes whatever bytes it is given for a request. */
final class RawConnection implements AutoCloseable {

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean open;

    RawConnection(int port) throws IOException {
        this.port = port;
        this.socket = RawClient.connect(port);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.open = true;
    }

    /** What a server answers. */
    record Answer(int status, String head, String body) {}

    public Answer exchange(byte[] request) throws IOException {
        if (!open) {
            close();
            socket = RawClient.connect(port);
            in = new BufferedInputStream(socket.getInputStream());
            open = true;
        }
        try {
            socket.getOutputStream().write(request);
            return answer();
        } catch (IOException refused) {
            // A server may hang up on what it does not take for HTTP.
            open = false;
            return new Answer(0, refused.toString(), "");
        }
    }

    private Answer answer() throws IOException {
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        String lower = head.toLowerCase(Locale.ROOT);
        open = !lower.contains("connection: close");
        String body;
        if (lower.contains("transfer-encoding: chunked")) {
            body = chunked();
        } else {
            int at = lower.indexOf("content-length:");
            int length = at < 0
                    ? 0
                    : Integer.parseInt(
                            lower.substring(at + 15, lower.indexOf('\r', at)).strip());
            body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
        return new Answer(status, head, body);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("hung up after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private String chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            body.write(in.readNBytes(size));
            line();
            if (size == 0) {
                return body.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
