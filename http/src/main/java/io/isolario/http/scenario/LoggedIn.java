package io.isolario.http.scenario;

import java.util.List;
import java.util.Map;

/**
 * What a login scenario has reached: what a client has to send from now on.
 *
 * @param setCookies values for {@code Set-Cookie} headers, for browsers
 * @param headers headers that the client sends with each request, such as {@code Authorization}
 * @param result anything else that the test wants to know: maps, lists, records, text, numbers
 */
public record LoggedIn(List<String> setCookies, Map<String, String> headers, Map<String, ?> result) {

    /** Keeps copies that nobody can change. */
    public LoggedIn {
        setCookies = List.copyOf(setCookies);
        headers = Map.copyOf(headers);
        result = Map.copyOf(result);
    }

    /** Returns a login that lives in cookies. */
    public static LoggedIn withCookies(String... setCookies) {
        return new LoggedIn(List.of(setCookies), Map.of(), Map.of());
    }

    /** Returns a login that lives in a header. */
    public static LoggedIn withHeader(String name, String value) {
        return new LoggedIn(List.of(), Map.of(name, value), Map.of());
    }
}
