package io.isolario.core.carrier;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells which hosts are this machine, by their name alone: a look-up in the DNS could be slow, or lie. */
public final class LoopbackHosts {

    private LoopbackHosts() {}

    /** Returns whether {@code host} is {@code localhost}, an address in 127.0.0.0/8 or ::1; false for null. */
    public static boolean contains(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.equals("0:0:0:0:0:0:0:1")
                || name.matches("127(\\.\\d{1,3}){3}");
    }
}
