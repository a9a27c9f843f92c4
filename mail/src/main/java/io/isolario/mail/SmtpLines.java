package io.isolario.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines that go over one SMTP connection; each ends in CR LF. */
final class SmtpLines {

    private static final int READ_TIMEOUT_MILLIS = 60_000;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;

    SmtpLines(Socket client) throws IOException {
        client.setSoTimeout(READ_TIMEOUT_MILLIS);
        this.in = new BufferedInputStream(client.getInputStream());
        this.out = client.getOutputStream();
    }

    void say(String... replies) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String reply : replies) {
            text.append(reply.replaceAll("[\\r\\n]+", " ")).append("\r\n");
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Returns the next line; null at the end of the connection. */
    @Nullable
    String read() throws IOException {
        byte[] line = readBytes();
        return line == null ? null : new String(line, StandardCharsets.UTF_8);
    }

    /** Returns what comes before a line with a mere dot. */
    byte[] readData() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (data.size() < MOST_BYTES) {
            byte[] line = readBytes();
            if (line == null) {
                throw new EOFException("The mail has no end.");
            }
            boolean dotted = line.length > 0 && line[0] == '.';
            if (dotted && line.length == 1) {
                return data.toByteArray();
            }
            data.write(line, dotted ? 1 : 0, dotted ? line.length - 1 : line.length);
            data.write('\r');
            data.write('\n');
        }
        throw new IOException("The mail has more than " + MOST_BYTES + " bytes.");
    }

    private byte @Nullable [] readBytes() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return line.size() == 0 ? null : line.toByteArray();
            }
            if (next != '\r') {
                line.write(next);
            }
            if (line.size() > MOST_BYTES) {
                throw new IOException("A line has more than " + MOST_BYTES + " bytes.");
            }
        }
        return line.toByteArray();
    }
}
