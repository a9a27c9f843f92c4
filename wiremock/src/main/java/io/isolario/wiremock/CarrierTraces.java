package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestWrapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes the carriers of a sandbox out of a request: a service never sees them, nor does a recording. */
final class CarrierTraces {

    /** How we are called in {@code baggage}, as a cookie, and as a product. */
    static final String MEMBER = "isolario";

    private CarrierTraces() {}

    /** Removes from one header what is ours, and the header if nothing else is in it. */
    static void remove(String name, List<String> values, String carrierHeader, RequestWrapper.Builder request) {
        if (name.equalsIgnoreCase(carrierHeader)) {
            request.removeHeader(name);
            return;
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "baggage" -> without(name, values, ",", part -> part.startsWith(MEMBER + "="), request);
            case "cookie" -> without(name, values, ";", part -> part.startsWith(MEMBER + "="), request);
            case "user-agent" -> without(name, values, " ", part -> part.startsWith(MEMBER + "/"), request);
            default -> {
                // Not one of ours.
            }
        }
    }

    private static void without(
            String name,
            List<String> values,
            String separator,
            Predicate<String> ours,
            RequestWrapper.Builder request) {
        List<String> left = values.stream()
                .map(value -> join(value, separator, ours))
                .filter(value -> !value.isEmpty())
                .toList();
        if (left.isEmpty()) {
            request.removeHeader(name);
        } else if (!left.equals(values)) {
            request.transformHeader(name, all -> left);
        }
    }

    private static String join(String value, String separator, Predicate<String> ours) {
        String[] parts = value.split(separator, -1);
        boolean touched = Arrays.stream(parts).map(String::strip).anyMatch(ours);
        String glue = separator.isBlank() ? separator : separator + (separator.equals(";") ? " " : "");
        return touched
                ? Arrays.stream(parts).map(String::strip).filter(ours.negate()).collect(Collectors.joining(glue))
                : value;
    }
}
