package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.common.DataTruncationSettings;
import com.github.tomakehurst.wiremock.common.RequestCache;
import com.github.tomakehurst.wiremock.http.BasicResponseRenderer;
import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestListener;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.isolario.core.IsolarioException;
import io.isolario.core.carrier.Carriers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request that the port takes to whoever answers it. */
final class StubServerHandler extends StubRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxStubs.class);

    private final Carriers carriers;
    // Written once, when the port is known, which is part of what a switchboard has to tell.
    private volatile @Nullable StubRouter switchboard;

    StubServerHandler(Carriers carriers) {
        super(
                event -> event,
                new BasicResponseRenderer(),
                null,
                Map.of(),
                Map.of(),
                null,
                List.of(),
                List.of(),
                true,
                DataTruncationSettings.DEFAULTS,
                null);
        this.carriers = carriers;
    }

    void connect(StubRouter value) {
        switchboard = value;
    }

    /** Engines have listeners of their own; those of the port would see the requests of all sandboxes. */
    @Override
    public void addRequestListener(RequestListener requestListener) {}

    @Override
    public void handle(Request request, HttpResponder responder, @Nullable ServeEvent originalServeEvent) {
        IncomingRequest incoming = IncomingRequest.of(request, carriers);
        try {
            destination(incoming).serve(incoming.request(), responder);
        } finally {
            // Bound to the thread. An engine drops it too, but not when it fails, and the next request may be another
            // sandbox's.
            RequestCache.onRequestEnd();
        }
    }

    private Destination destination(IncomingRequest incoming) {
        Destination destination;
        StubRouter connected = switchboard;
        try {
            destination = connected == null
                    ? new Refusal(Refusal.NO_SERVICE, "The port of the stubs has only just been opened.")
                    : connected.find(incoming);
        } catch (IsolarioException failure) {
            destination = new Refusal(Refusal.HANDLER_FAILED, String.valueOf(failure.getMessage()));
        }
        if (destination instanceof Refusal refusal) {
            LOG.warn("{}", refusal.detail());
        }
        return destination;
    }
}
