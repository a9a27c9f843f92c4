package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.core.FaultInjector;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import com.github.tomakehurst.wiremock.servlet.FaultInjectorFactory;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Makes the faults that a stub asks for.
 *
 * <p>Over HTTP/1.1 a connection carries one request at a time, so cutting it hurts nobody else. Over HTTP/2 it carries those of
 * several sandboxes: there, the stream of the one request is reset.
 */
final class Faults implements FaultInjectorFactory {

    private final FaultInjectorFactory onConnection = new JettyFaultInjectorFactory(new Jetty11HttpUtils());

    @Override
    public FaultInjector buildFaultInjector(HttpServletRequest request, HttpServletResponse response) {
        return request.getProtocol().startsWith("HTTP/2")
                ? new OnStream(request, response)
                : onConnection.buildFaultInjector(request, response);
    }

    private record OnStream(HttpServletRequest request, HttpServletResponse response) implements FaultInjector {

        @Override
        public void connectionResetByPeer() {
            reset();
        }

        @Override
        public void emptyResponseAndCloseConnection() {
            reset();
        }

        @Override
        public void malformedResponseChunk() {
            response.setStatus(HttpServletResponse.SC_OK);
            try {
                response.flushBuffer();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            reset();
        }

        @Override
        public void randomDataAndCloseConnection() {
            reset();
        }

        private void reset() {
            Request.getBaseRequest(request).getHttpChannel().abort(new EOFException("A stub asks for this fault."));
        }
    }
}
