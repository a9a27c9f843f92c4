package io.isolario.examples.forum.client;

import io.isolario.core.carrier.SandboxHttpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** One open connection to the chat of a room. */
public final class Chat implements AutoCloseable {

    private static final HttpClient CLIENT = SandboxHttpClient.wrap(HttpClient.newHttpClient());
    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Literals literals;
    private final WebSocket socket;

    private Chat(Http http, String room) {
        this.literals = http.literals();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        http.credentials().forEach(builder::header);
        URI uri = URI.create("ws://localhost:" + http.port() + "/chat/" + literals.outside(room));
        this.socket = builder.buildAsync(uri, new Receiver()).join();
    }

    static Chat open(Http http, String room) {
        Chat chat = new Chat(http, room);
        // The server registers a connection after its handshake; an answer to a frame proves that it has. Somebody may
        // say
        // something before that.
        return chat.received();
    }

    /** Returns the status with which a handshake is refused that must be refused. */
    public static int refusalOf(Member member, String room) {
        try {
            member.chat(room).close();
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
        throw new AssertionError(member.login() + " was let in to " + room);
    }

    public Chat say(String text) {
        return send(Map.of("type", "message", "text", text));
    }

    /** Says that one is typing, so many times. */
    public Chat type(int times) {
        for (int i = 0; i < times; i++) {
            send(Map.of("type", "typing"));
        }
        return this;
    }

    /** Returns when the forum has received all that was sent so far; forgets what was heard and not read. */
    public Chat received() {
        send(Map.of("type", "hello"));
        while (!"error".equals(nextFrame().path("type").asString())) {
            // Frames are answered in order: that was heard before.
        }
        return this;
    }

    public Chat send(Map<String, String> frame) {
        socket.sendText(Answer.JSON.writeValueAsString(frame), true).join();
        return this;
    }

    /** Returns the text of the next message, waiting for it. */
    public String nextMessage() {
        JsonNode frame = nextFrame();
        if (!"message".equals(frame.path("type").asString())) {
            throw new AssertionError("Not a message: " + frame);
        }
        return frame.path("message").path("text").asString();
    }

    /** Returns the code of the next error, waiting for it. */
    public String nextError() {
        JsonNode frame = nextFrame();
        if (!"error".equals(frame.path("type").asString())) {
            throw new AssertionError("Not an error: " + frame);
        }
        return frame.path("message").path("code").asString();
    }

    /** Returns how many frames have come that nobody has read. */
    public int unread() {
        return received.size();
    }

    private JsonNode nextFrame() {
        try {
            String frame = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("Nothing was said within " + PATIENCE_SECONDS + " s");
            }
            return Answer.JSON.readTree(literals.inside(frame));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while listening", interrupted);
        }
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        // What the forum does when somebody leaves belongs to the test that left.
        closed.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder frame = new StringBuilder();

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            closed.complete(null);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                received.add(frame.toString());
                frame.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
