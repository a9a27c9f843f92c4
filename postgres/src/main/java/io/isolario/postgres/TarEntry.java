package io.isolario.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The header of one entry of a tar stream.
 *
 * @param type the type flag: {@code '0'} file, {@code '5'} directory, {@code '1'} hard link, {@code '2'} symbolic link, …
 * @param linkTarget empty unless the entry is a link
 */
record TarEntry(String name, char type, int mode, long sizeBytes, String linkTarget) {

    private static final int BLOCK_BYTES = 512;

    /** Returns the next entry, or null at the end of the archive, which is a block of zeros. */
    static @Nullable TarEntry read(InputStream tar) throws IOException {
        byte[] block = readFully(tar, BLOCK_BYTES);
        if (Arrays.equals(block, new byte[BLOCK_BYTES])) {
            return null;
        }
        verifyChecksum(block);
        String prefix = text(block, 257, 263).equals("ustar") ? text(block, 345, 500) : "";
        String name = text(block, 0, 100);
        return new TarEntry(
                prefix.isEmpty() ? name : prefix + "/" + name,
                (char) block[156],
                (int) number(block, 100, 8, 8),
                number(block, 124, 12, 8),
                text(block, 157, 257));
    }

    boolean isExecutable() {
        return (mode & 0b001_000_000) != 0;
    }

    String describe() {
        return linkTarget.isEmpty() ? name : name + " -> " + linkTarget;
    }

    byte[] content(InputStream tar) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        copyContent(tar, content);
        return content.toByteArray();
    }

    /** Copies the content and skips what fills its last block. */
    void copyContent(InputStream tar, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = sizeBytes;
        while (left > 0) {
            int count = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("entry \"%s\" ends %d bytes early".formatted(name, left));
            }
            out.write(buffer, 0, count);
            left -= count;
        }
        readFully(tar, (int) (-sizeBytes & (BLOCK_BYTES - 1)));
    }

    static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    static String text(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, UTF_8);
    }

    static long number(byte[] bytes, int from, int length, int radix) throws IOException {
        String digits = text(bytes, from, from + length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, radix);
        } catch (NumberFormatException e) {
            throw new IOException("\"%s\" is no number of a tar header".formatted(digits), e);
        }
    }

    private static void verifyChecksum(byte[] block) throws IOException {
        int sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            boolean inChecksumField = i >= 148 && i < 156;
            sum += inChecksumField ? ' ' : block[i] & 0xFF;
        }
        if (sum != number(block, 148, 8, 8)) {
            throw new IOException("a tar header has a wrong checksum");
        }
    }

    private static byte[] readFully(InputStream in, int bytes) throws IOException {
        byte[] block = in.readNBytes(bytes);
        if (block.length < bytes) {
            throw new EOFException("the archive ends early");
        }
        return block;
    }
}
