package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.MultiValue;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.ContentPattern;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.matching.MultiValuePattern;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What of a request differs from what a stub asks for, one line each. */
final class Differences {

    private static final int MOST_CHARACTERS = 300;

    private final RequestPattern pattern;
    private final Request request;
    private final List<String> lines = new ArrayList<>();

    private Differences(RequestPattern pattern, Request request) {
        this.pattern = pattern;
        this.request = request;
    }

    static List<String> between(RequestPattern pattern, Request request) {
        Differences differences = new Differences(pattern, request);
        differences.compare();
        return differences.lines;
    }

    private void compare() {
        if (!pattern.getMethod().match(request.getMethod()).isExactMatch()) {
            add("method", pattern.getMethod().toString(), request.getMethod().toString());
        }
        if (!pattern.getUrlMatcher().match(request.getUrl()).isExactMatch()) {
            add("URL", pattern.getUrlMatcher().getExpected(), request.getUrl());
        }
        compareAddress();
        values("header", pattern.combineBasicAuthAndOtherHeaders(), request::header);
        values("query parameter", pattern.getQueryParameters(), request::queryParameter);
        values("form parameter", pattern.getFormParameters(), request::formParameter);
        cookies();
        body();
        multipart();
        if (lines.isEmpty() && !pattern.match(request).isExactMatch()) {
            lines.add("what its custom matcher asks for");
        }
    }

    private void compareAddress() {
        if (pattern.getScheme() != null && !pattern.getScheme().equals(request.getScheme())) {
            add("scheme", pattern.getScheme(), request.getScheme());
        }
        if (pattern.getHost() != null
                && !pattern.getHost().match(request.getHost()).isExactMatch()) {
            add("host", asked(pattern.getHost()), request.getHost());
        }
        if (pattern.getPort() != null && pattern.getPort() != request.getPort()) {
            add("port", "" + pattern.getPort(), "" + request.getPort());
        }
    }

    private void values(
            String what,
            @Nullable Map<String, MultiValuePattern> patterns,
            Function<String, ? extends MultiValue> found) {
        if (patterns != null) {
            new TreeMap<>(patterns).forEach((name, asked) -> {
                MultiValue value = found.apply(name);
                if (!asked.match(value).isExactMatch()) {
                    add(
                            what + " " + name,
                            asked.getName() + " " + asked.getExpected(),
                            value.isPresent() ? String.join(", ", value.values()) : null);
                }
            });
        }
    }

    private void cookies() {
        if (pattern.getCookies() != null) {
            new TreeMap<>(pattern.getCookies()).forEach((name, asked) -> {
                Cookie cookie = request.getCookies().get(name);
                boolean matches = cookie == null
                        ? asked.nullSafeIsAbsent()
                        : cookie.getValues().stream().map(asked::match).anyMatch(MatchResult::isExactMatch);
                if (!matches) {
                    add("cookie " + name, asked(asked), cookie == null ? null : String.join(", ", cookie.getValues()));
                }
            });
        }
    }

    private void body() {
        if (pattern.getBodyPatterns() != null) {
            for (ContentPattern<?> asked : pattern.getBodyPatterns()) {
                if (!matchesBody(asked)) {
                    String body = request.getBodyAsString();
                    add(
                            "body",
                            asked.getName() + " " + asked.getExpected(),
                            body == null || body.isEmpty() ? null : body);
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // As WireMock does: a pattern is for text or for bytes.
    private boolean matchesBody(ContentPattern<?> asked) {
        return asked instanceof StringValuePattern text
                ? text.match(request.getBodyAsString()).isExactMatch()
                : ((ContentPattern<byte[]>) asked).match(request.getBody()).isExactMatch();
    }

    private void multipart() {
        if (pattern.getMultipartPatterns() != null) {
            pattern.getMultipartPatterns().stream()
                    .filter(part ->
                            !request.isMultipart() || !part.match(request).isExactMatch())
                    .forEach(part -> add("part " + part.getName(), "one that matches", null));
        }
    }

    private static String asked(StringValuePattern pattern) {
        return pattern.getName() + " " + pattern.getExpected();
    }

    private void add(String what, String expected, @Nullable String actual) {
        lines.add(what + ": expected " + shortened(expected) + ", but "
                + (actual == null ? "there is none" : "was " + shortened(actual)));
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
