package io.isolario.servlet;

import io.isolario.core.IsolarioException;
import io.isolario.http.Admission;
import io.isolario.http.SandboxEndpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs each dispatch of a request in the sandbox that the request carries, and refuses what cannot be run there. */
final class RequestBinder {

    private static final String ATTRIBUTE = RequestBinder.class.getName();
    private static final String VARY = "Vary";
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final SandboxEndpoint endpoint;

    RequestBinder(SandboxEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE) {
            // Runs inside another dispatch of the same request, on its thread.
            chain.doFilter(request, response);
            return;
        }
        // Once; but containers take all headers back before they dispatch an error.
        if (!response.getHeaders(VARY).contains(endpoint.vary())) {
            response.addHeader(VARY, endpoint.vary());
        }
        BoundRequest bound = bound(request);
        if (bound == null) {
            admit(request, response, chain);
        } else {
            run(bound, request, response, chain);
        }
    }

    /** Returns the binding that an earlier dispatch of the same request has made; null for its first dispatch. */
    private static @Nullable BoundRequest bound(HttpServletRequest request) {
        return (BoundRequest) request.getAttribute(ATTRIBUTE);
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        Admission admission = endpoint.admit(new ServletCall(request));
        if (admission instanceof Admission.Refused refused) {
            Answers.write(response, refused.answer());
        } else if (admission instanceof Admission.Admitted admitted) {
            bind(admitted, request, response, chain, start);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void bind(
            Admission.Admitted admitted,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            long start)
            throws IOException, ServletException {
        BoundRequest bound = new BoundRequest(endpoint, admitted.sandbox(), request, response);
        request.setAttribute(ATTRIBUTE, bound);
        response.setHeader(endpoint.header(), admitted.sandbox().id().value());
        response.addHeader(
                "Server-Timing",
                String.format(Locale.ROOT, "isolario;dur=%.3f", (System.nanoTime() - start) / NANOS_PER_MILLI));
        if (admitted.pathPrefix().isEmpty()) {
            run(bound, request, response, chain);
            return;
        }
        String prefix = admitted.pathPrefix().get();
        Optional<HttpServletRequest> stripped = PrefixedRequest.of(request, prefix);
        if (stripped.isPresent()) {
            run(bound, stripped.get(), new PrefixedResponse(response, request.getContextPath(), prefix), chain);
        } else {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private void run(BoundRequest bound, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<IsolarioException> refused = bound.begin();
        if (refused.isPresent()) {
            Answers.write(response, endpoint.refusal(refused.get(), bound.sandbox(), new ServletCall(request)));
            return;
        }
        bound.run(request, response, chain);
    }
}
