package io.isolario.servlet;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carrier;
import io.isolario.core.carrier.Carriers;
import io.isolario.core.carrier.SandboxHttpClient;
import io.isolario.verification.CarrierVerification;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;

/** The law of carriers, from the JDK's client through the filter to a servlet; forged ids by each way in which an id travels. */
class HttpCarrierTest {

    @Nested
    class ByHeader extends Verification {
        ByHeader() {
            super(Carrier.HEADER);
        }
    }

    @Nested
    class ByBaggage extends Verification {
        ByBaggage() {
            super(Carrier.BAGGAGE);
        }
    }

    @Nested
    class ByCookie extends Verification {
        ByCookie() {
            super(Carrier.COOKIE);
        }
    }

    @Nested
    class ByUserAgent extends Verification {
        ByUserAgent() {
            super(Carrier.USER_AGENT);
        }
    }

    private abstract static class Verification extends CarrierVerification {

        private final Carrier carrier;

        Verification(Carrier carrier) {
            this.carrier = carrier;
        }

        @Override
        protected Application start(SandboxRegistry sandboxes) throws Exception {
            Handlers handlers = new Handlers();
            Container container =
                    new EmbeddedTomcat(List.of(SandboxFilter.builder(sandboxes).build()), handlers);
            return new OverHttp(container, handlers, carrier);
        }
    }

    /** Does what the test wants done, found by the path of the request. */
    private static final class Handlers extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private final transient Map<String, Runnable> handlers = new ConcurrentHashMap<>();
        private final AtomicLong numbers = new AtomicLong();

        private String add(Runnable handling) {
            String path = "/" + numbers.incrementAndGet();
            handlers.put(path, handling);
            return path;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            Runnable handling = handlers.get(String.valueOf(request.getPathInfo()));
            if (handling != null) {
                handling.run();
            }
        }
    }

    private record OverHttp(Container container, Handlers handlers, Carrier carrier)
            implements CarrierVerification.Application {

        private static final HttpClient PLAIN = HttpClient.newHttpClient();
        private static final HttpClient CARRYING = SandboxHttpClient.wrap(HttpClient.newHttpClient());

        @Override
        public void send(Runnable handling) throws IOException, InterruptedException {
            int status = CARRYING.send(request(handlers.add(handling)).build(), BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IOException("Refused: " + status);
            }
        }

        @Override
        public boolean sendCarrying(String text, Runnable handling) throws IOException, InterruptedException {
            HttpRequest.Builder request = request(handlers.add(handling));
            switch (carrier) {
                case HEADER -> request.setHeader(Carriers.DEFAULT_HEADER, text);
                case BAGGAGE -> request.setHeader("baggage", "other=1,isolario=" + text);
                case COOKIE -> request.setHeader("Cookie", "theme=dark; isolario=" + text);
                case USER_AGENT -> request.setHeader("User-Agent", "Mozilla/5.0 isolario/" + text);
            }
            return PLAIN.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + container.port() + "/app" + path));
        }

        @Override
        public void close() throws Exception {
            container.close();
        }
    }
}
