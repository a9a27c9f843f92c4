package io.isolario.wiremock.route;

import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.UUID;

/**
 * One stub with what is expected of it. Its counter is guarded by the {@link RouteBook} that it is in.
 */
public final class Route {

    private static final int DEFAULT_PRIORITY = 5;

    private final long number;
    private final ExpectedCount times;
    private StubMapping mapping;
    private int served;

    Route(long number, StubMapping mapping, ExpectedCount times) {
        this.number = number;
        this.mapping = mapping;
        this.times = times;
    }

    public UUID id() {
        return mapping.getId();
    }

    /** Returns its place in the order of declaration. */
    long number() {
        return number;
    }

    StubMapping mapping() {
        return mapping;
    }

    public ExpectedCount times() {
        return times;
    }

    public int served() {
        return served;
    }

    void edit(StubMapping edited) {
        mapping = edited;
    }

    void serve() {
        served++;
    }

    int priority() {
        Integer priority = mapping.getPriority();
        return priority == null ? DEFAULT_PRIORITY : priority;
    }

    public boolean isUsedUp() {
        return !times.isNever() && served >= times.most();
    }

    /** Tells that it wants its turn before plain stubs: it still has to be called, or must not be. */
    boolean goesFirst() {
        return times.isNever() || served < times.least();
    }

    public boolean isUnmet() {
        return served < times.least();
    }

    /** Returns method and URL, with the name if it has one: {@code GET /users/octocat}. */
    public String title() {
        String name = mapping.getName();
        return title(mapping.getRequest()) + (name == null ? "" : " \"" + name + "\"");
    }

    public static String title(RequestPattern pattern) {
        String url = pattern.getUrlMatcher().getExpected();
        return pattern.getMethod() + " " + (url.equals(UrlPattern.ANY.getExpected()) ? "any URL" : url);
    }

    /** Returns how it reads in a list of routes: {@code once GET /users/octocat, served 0 times}. */
    public String describe() {
        return times.phrase() + title() + ", served " + ExpectedCount.count(served) + (isUsedUp() ? ", used up" : "");
    }
}
