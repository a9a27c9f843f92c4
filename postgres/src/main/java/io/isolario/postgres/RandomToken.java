package io.isolario.postgres;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random lower-case hexadecimal text. */
final class RandomToken {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    static String ofBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
