package io.isolario.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the application whether it allows the headers of a page, leaving out ours, of which it knows nothing. */
final class PreflightRequest extends HttpServletRequestWrapper {

    private static final String ASKED = "Access-Control-Request-Headers";

    private final String ours;

    PreflightRequest(HttpServletRequest request, String ours) {
        super(request);
        this.ours = ours;
    }

    static boolean isOne(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        String value = super.getHeader(name);
        return value == null || !name.equalsIgnoreCase(ASKED) ? value : others(value);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        Enumeration<String> values = super.getHeaders(name);
        if (!name.equalsIgnoreCase(ASKED)) {
            return values;
        }
        List<String> others =
                Collections.list(values).stream().map(this::others).toList();
        return Collections.enumeration(others);
    }

    private String others(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.equalsIgnoreCase(ours) && !name.equalsIgnoreCase("baggage"))
                .collect(Collectors.joining(", "));
    }
}
