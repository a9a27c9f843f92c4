package io.isolario.springboot.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * Handles what comes over a WebSocket in the sandbox of its handshake, each message as a unit of work.
 *
 * <p>A connection ends with its sandbox: the sandbox closes it, and a message that comes later still is refused with the reason.
 */
final class SandboxWebSocketHandler extends WebSocketHandlerDecorator {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxWebSocketHandler.class);

    /**
     * So long a client that closes the connection just before its test ends has until the sandbox does. Both at once is where Tomcat
     * (seen with 11.0.24) may send a byte of the sandbox's close frame in the next connection, which has got the same buffer.
     */
    private static final long GRACE_MILLIS = 20;

    private static final String CLOSED = SandboxWebSocketHandler.class.getName() + ".CLOSED";

    /** What a close frame has room for (RFC 6455, 5.5.1). */
    private static final int LONGEST_REASON_BYTES = 123;

    SandboxWebSocketHandler(WebSocketHandler handler) {
        super(handler);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        Step established = () -> super.afterConnectionEstablished(session);
        Optional<ManagedSandbox> sandbox = SandboxOfHandshake.of(session);
        if (sandbox.isEmpty()) {
            established.run();
            return;
        }
        handle(session, "connection", () -> {
            CountDownLatch closed = new CountDownLatch(1);
            session.getAttributes().put(CLOSED, closed);
            sandbox.get().onClose(() -> {
                if (!closed.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                    session.close(CloseStatus.GOING_AWAY);
                }
            });
            established.run();
        });
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
        handle(session, "message", () -> super.handleMessage(session, message));
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) throws Exception {
        handle(session, "transport error", () -> super.handleTransportError(session, exception));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
        if (session.getAttributes().get(CLOSED) instanceof CountDownLatch noted) {
            noted.countDown();
        }
        Step closed = () -> super.afterConnectionClosed(session, status);
        // After its sandbox the application still has to forget the session; what it writes without a sandbox is
        // refused.
        handle(session, "close", closed, ended -> closed.run());
    }

    private static void handle(WebSocketSession session, String what, Step step) throws Exception {
        handle(session, what, step, ended -> refuse(session, ended));
    }

    private static void handle(WebSocketSession session, String what, Step step, Late late) throws Exception {
        Optional<ManagedSandbox> sandbox = SandboxOfHandshake.of(session);
        if (sandbox.isEmpty()) {
            step.run();
            return;
        }
        Work work;
        try {
            work = sandbox.get().begin(WorkKind.MESSAGE, "WebSocket " + what + " at " + session.getUri());
        } catch (SandboxEndedException ended) {
            late.handle(ended);
            return;
        }
        try {
            work.runningHere();
            try (Scope scope = sandbox.get().enter()) {
                step.run();
            }
        } finally {
            work.end();
        }
    }

    private static void refuse(WebSocketSession session, SandboxEndedException ended) throws Exception {
        LOG.warn("WebSocket at {} was closed: {}", session.getUri(), ended.getMessage());
        session.close(CloseStatus.POLICY_VIOLATION.withReason(reason(String.valueOf(ended.getMessage()))));
    }

    /** Returns as much of the text as fits, without a broken character at its end. */
    private static String reason(String text) {
        ByteBuffer room = ByteBuffer.allocate(LONGEST_REASON_BYTES);
        CharBuffer characters = CharBuffer.wrap(text);
        UTF_8.newEncoder().encode(characters, room, true);
        return text.substring(0, characters.position());
    }

    /** Something that the application does with a session. */
    @FunctionalInterface
    private interface Step {

        void run() throws Exception;
    }

    /** What is done instead when the sandbox has ended. */
    @FunctionalInterface
    private interface Late {

        void handle(SandboxEndedException ended) throws Exception;
    }
}
