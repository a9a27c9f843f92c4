package io.isolario.wiremock.route;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Routes in the order of their declaration. Confined to who holds the lock of the {@link RouteBook}. */
final class RouteList {

    private static final Comparator<Route> TURNS = Comparator.comparingInt(Route::priority)
            .thenComparing(route -> !route.goesFirst())
            .thenComparingLong(route -> route.goesFirst() ? route.number() : -route.number());

    private final Map<UUID, Route> routes = new LinkedHashMap<>();
    private final Map<UUID, ExpectedCount> announced = new HashMap<>();
    private long declared;

    /** Says how often a stub that is added next is to be called; returns how many such stubs there are. */
    int announce(UUID id, ExpectedCount times) {
        announced.put(id, times);
        return announced.size();
    }

    Route add(StubMapping stub) {
        ExpectedCount times = announced.remove(stub.getId());
        Route route = new Route(declared++, stub, times == null ? ExpectedCount.ANY : times);
        routes.put(stub.getId(), route);
        return route;
    }

    Optional<Route> find(UUID id) {
        return Optional.ofNullable(routes.get(id));
    }

    boolean remove(StubMapping stub) {
        return routes.remove(stub.getId()) != null
                || routes.values()
                        .removeIf(route -> route.mapping().getRequest().equals(stub.getRequest()));
    }

    boolean clear() {
        return routes.keySet().removeIf(id -> true);
    }

    List<Route> all() {
        return List.copyOf(routes.values());
    }

    /** Returns the routes in the order in which they are asked for an answer. */
    Stream<Route> inTurn() {
        return routes.values().stream().sorted(TURNS);
    }
}
