package io.isolario.wiremock.route;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.matching.RequestMatcherExtension;
import com.github.tomakehurst.wiremock.store.StubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.SubEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one service in one sandbox, and which of them answers.
 *
 * <p>By priority first, as in WireMock. Among equals, expectations that are not met yet, first declared first: so several of them
 * for one route are answered in order. Then the rest, last declared first, as in WireMock. Routes that are used up do not answer.
 *
 * <p>Finding a route and counting it is one step under the lock; what a route answers is worked out without it. Thread-safe.
 */
public final class RouteBook implements StubMappingStore {

    private final SynchronizedBox<RouteList> routes = new SynchronizedBox<>(new RouteList());

    /** Says how often a stub that is added next is to be called. */
    public void announce(UUID id, ExpectedCount times) {
        routes.with(list -> list.announce(id, times));
    }

    /** Serves a request, and counts the route that answered it. */
    public Served serve(Supplier<ServeEvent> matching) {
        return routes.with(list -> {
            ServeEvent event = matching.get();
            Optional<Route> route = event.isNoExactMatch()
                    ? Optional.empty()
                    : list.find(event.getStubMapping().getId());
            route.ifPresent(Route::serve);
            return new Served(event, route.orElse(null));
        });
    }

    /**
     * What became of a request.
     *
     * @param route the route that answered; null for none
     */
    public record Served(ServeEvent event, @Nullable Route route) {}

    /** Returns all routes in the order of their declaration. */
    public List<Route> all() {
        return routes.with(RouteList::all);
    }

    /** Returns what {@code question} says of the routes while nothing is served. */
    public <T> T ask(Supplier<T> question) {
        return routes.with(list -> question.get());
    }

    /** Tells whether a route would answer a request. */
    public boolean wouldServe(Request request) {
        return routes.with(list -> list.inTurn()
                .filter(route -> !route.isUsedUp() && !route.times().isNever())
                .anyMatch(route -> route.mapping().getRequest().match(request).isExactMatch()));
    }

    @Override
    public Stream<StubMapping> findAllMatchingRequest(
            Request request, Map<String, RequestMatcherExtension> customMatchers, Consumer<SubEvent> subEventConsumer) {
        List<StubMapping> inTurn = routes.with(list -> list.inTurn()
                .filter(route -> !route.isUsedUp())
                .map(Route::mapping)
                .toList());
        return inTurn.stream().filter(mapping -> {
            MatchResult result = mapping.getRequest().match(request, customMatchers);
            result.getSubEvents().forEach(subEventConsumer);
            return result.isExactMatch();
        });
    }

    @Override
    public Stream<StubMapping> getAll() {
        return routes.with(list -> list.inTurn().map(Route::mapping).toList()).stream();
    }

    @Override
    public Optional<StubMapping> get(UUID id) {
        return routes.with(list -> list.find(id).map(Route::mapping));
    }

    @Override
    public void add(StubMapping stub) {
        routes.with(list -> list.add(stub));
    }

    @Override
    public void replace(StubMapping existing, StubMapping updated) {
        routes.with(list -> {
            Optional<Route> route = list.find(existing.getId());
            route.ifPresent(found -> found.edit(updated));
            return route;
        });
    }

    @Override
    @SuppressWarnings("removal")
    public void remove(StubMapping stub) {
        routes.with(list -> list.remove(stub));
    }

    @Override
    public void clear() {
        routes.with(RouteList::clear);
    }
}
