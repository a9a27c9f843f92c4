package io.isolario.core;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Identifies a sandbox inside and outside the JVM: 128 random bits, written as 32 lower-case hexadecimal digits.
 *
 * <p>The value is opaque; it is compared, never decoded. Immutable and thread-safe.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record SandboxId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;
    private static final int LONGEST_QUOTED = 64;

    /**
     * Checks the form of the value.
     *
     * @throws MalformedSandboxIdException if {@code value} is not 32 lower-case hexadecimal digits
     */
    public SandboxId {
        if (!isWellFormed(value)) {
            throw new MalformedSandboxIdException("Malformed sandbox id \"" + printable(value)
                    + "\": an id is 32 lower-case hexadecimal digits, as returned when the sandbox was opened. "
                    + "Send the id unchanged, or open a sandbox to get one.");
        }
    }

    /** Returns a new id that cannot be guessed. */
    public static SandboxId random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SandboxId(HexFormat.of().formatHex(bytes));
    }

    /**
     * Returns the id that {@code text} spells.
     *
     * @throws MalformedSandboxIdException if {@code text} does not have the form of an id
     */
    public static SandboxId parse(String text) {
        return new SandboxId(text);
    }

    /** Returns the first eight digits: enough to distinguish ids in a message. */
    public String abbreviated() {
        return value.substring(0, 8);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isWellFormed(String value) {
        return value.length() == 2 * BYTES
                && value.chars().allMatch(digit -> (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
    }

    private static String printable(String text) {
        String shortened = text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
        return shortened.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
