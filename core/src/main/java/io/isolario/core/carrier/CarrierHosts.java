package io.isolario.core.carrier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that may receive a carrier, by their name alone; other hosts have no use for it. Immutable and thread-safe.
 *
 * <p>The system property {@value #PROPERTY} lists them, separated by commas; {@code loopback}, the default, stands for all
 * names and addresses that {@link LoopbackHosts} knows.
 */
public final class CarrierHosts {

    /** The system property that lists the hosts. */
    public static final String PROPERTY = "isolario.carrier-hosts";

    private static final String LOOPBACK = "loopback";

    private final Set<String> names;

    private CarrierHosts(Set<String> names) {
        this.names = names;
    }

    /** Returns the hosts that the system property lists now. */
    public static CarrierHosts configured() {
        return of(System.getProperty(PROPERTY, LOOPBACK));
    }

    /** Returns the hosts of a list that is separated by commas; {@code loopback} stands for this machine, blank for none. */
    public static CarrierHosts of(String list) {
        return new CarrierHosts(Arrays.stream(list.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns whether {@code host} may receive a carrier; false for null. */
    public boolean contains(@Nullable String host) {
        return host != null
                && (names.contains(host.toLowerCase(Locale.ROOT))
                        || (names.contains(LOOPBACK) && LoopbackHosts.contains(host)));
    }

    @Override
    public String toString() {
        return "CarrierHosts" + names;
    }
}
