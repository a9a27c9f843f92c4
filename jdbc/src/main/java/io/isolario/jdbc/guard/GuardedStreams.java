package io.isolario.jdbc.guard;

import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.FilterReader;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.SQLException;

/** Streams of large objects: a driver reads and writes them piece by piece, so each piece passes the chain of the connection. */
final class GuardedStreams {

    private GuardedStreams() {}

    /** Something that reads or writes. */
    @FunctionalInterface
    private interface Step {
        int run() throws IOException;
    }

    private static int run(GuardedConnection connection, String name, Step step) throws IOException {
        SqlCall<Integer> call = () -> {
            try {
                return step.run();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
        try {
            return connection.run(SqlCommand.driver(name), call);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** What a large object is read by. */
    static final class Input extends FilterInputStream {

        private final GuardedConnection connection;

        Input(InputStream in, GuardedConnection connection) {
            super(in);
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            return run(connection, "InputStream.read()", super::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return run(connection, "InputStream.read()", () -> super.read(bytes, offset, length));
        }
    }

    /** What a large object is written by. */
    static final class Output extends FilterOutputStream {

        private final GuardedConnection connection;

        Output(OutputStream out, GuardedConnection connection) {
            super(out);
            this.connection = connection;
        }

        @Override
        public void write(int value) throws IOException {
            step("write", () -> out.write(value));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            step("write", () -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            step("flush", out::flush);
        }

        @Override
        public void close() throws IOException {
            step("close", out::close);
        }

        private void step(String name, Writing writing) throws IOException {
            run(connection, "OutputStream." + name + "()", writing.asStep());
        }
    }

    /** What a large object of characters is read by. */
    static final class CharacterInput extends FilterReader {

        private final GuardedConnection connection;

        CharacterInput(Reader in, GuardedConnection connection) {
            super(in);
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            return run(connection, "Reader.read()", super::read);
        }

        @Override
        public int read(char[] characters, int offset, int length) throws IOException {
            return run(connection, "Reader.read()", () -> super.read(characters, offset, length));
        }
    }

    /** What a large object of characters is written by. */
    static final class CharacterOutput extends FilterWriter {

        private final GuardedConnection connection;

        CharacterOutput(Writer out, GuardedConnection connection) {
            super(out);
            this.connection = connection;
        }

        @Override
        public void write(int value) throws IOException {
            step("write", () -> out.write(value));
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            step("write", () -> out.write(characters, offset, length));
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            step("write", () -> out.write(text, offset, length));
        }

        @Override
        public void flush() throws IOException {
            step("flush", out::flush);
        }

        @Override
        public void close() throws IOException {
            step("close", out::close);
        }

        private void step(String name, Writing writing) throws IOException {
            run(connection, "Writer." + name + "()", writing.asStep());
        }
    }

    /** Something that writes. */
    @FunctionalInterface
    private interface Writing {

        void run() throws IOException;

        default Step asStep() {
            return () -> {
                run();
                return 0;
            };
        }
    }
}
