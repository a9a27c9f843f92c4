package io.isolario.core.carrier;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells which hosts are this machine, by their name alone: a look-up in the DNS could be slow, or lie. */
public final class LoopbackHosts {

    private static final Pattern IN_127_8 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

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
                || IN_127_8.matcher(name).matches();
    }
}
