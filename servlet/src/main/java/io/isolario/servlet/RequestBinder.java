package io.isolario.servlet;

import io.isolario.core.IsolarioException;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs each dispatch of a request in the sandbox that the request carries, and refuses what cannot be run there. */
final class RequestBinder {

    private static final String ATTRIBUTE = RequestBinder.class.getName();

    private final FilterSettings settings;

    RequestBinder(FilterSettings settings) {
        this.settings = settings;
    }

    void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE) {
            // Runs inside another dispatch of the same request, on its thread.
            chain.doFilter(request, response);
            return;
        }
        BoundRequest bound = bound(request);
        if (bound != null) {
            run(bound, request, response, chain);
            return;
        }
        Optional<String> carried = settings.carriedBy(request);
        if (carried.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            bind(carried.get(), request, response, chain);
        }
    }

    /** Returns the binding that an earlier dispatch of the same request has made; null for its first dispatch. */
    private static @Nullable BoundRequest bound(HttpServletRequest request) {
        return (BoundRequest) request.getAttribute(ATTRIBUTE);
    }

    private void bind(String carried, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Sandbox sandbox;
        try {
            sandbox = settings.registry().find(SandboxId.parse(carried));
        } catch (IsolarioException failure) {
            Answers.problem(response, HttpProblem.ofUse(failure, carried));
            return;
        }
        BoundRequest bound = new BoundRequest(sandbox, request, response);
        request.setAttribute(ATTRIBUTE, bound);
        response.setHeader(settings.carriers().header(), sandbox.id().value());
        run(bound, request, response, chain);
    }

    private static void run(
            BoundRequest bound, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<IsolarioException> refused = bound.begin();
        if (refused.isPresent()) {
            Answers.problem(
                    response,
                    HttpProblem.ofUse(refused.get(), bound.sandbox().id().value()));
            return;
        }
        bound.run(request, response, chain);
    }

    @Override
    public String toString() {
        return "header=" + settings.carriers().header();
    }
}
