package io.isolario.examples.forum.chat;

import io.isolario.examples.forum.message.MessagePosted;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import tools.jackson.databind.json.JsonMapper;

/** The open connections of all rooms; tells them about every message, whichever way it was posted. */
@Component
class ChatConnections {

    record Out(String type, Object message) {}

    private static final Logger log = LoggerFactory.getLogger(ChatConnections.class);
    private static final int SEND_TIME_LIMIT_MILLIS = 5_000;
    private static final int BUFFER_LIMIT_BYTES = 256 * 1024;

    private final Map<Long, Map<String, WebSocketSession>> byRoom = new ConcurrentHashMap<>();
    private final JsonMapper json;

    ChatConnections(JsonMapper json) {
        this.json = json;
    }

    void add(long roomId, WebSocketSession session) {
        byRoom.compute(roomId, (id, open) -> {
            Map<String, WebSocketSession> sessions = open == null ? new ConcurrentHashMap<>() : open;
            sessions.put(
                    session.getId(),
                    new ConcurrentWebSocketSessionDecorator(session, SEND_TIME_LIMIT_MILLIS, BUFFER_LIMIT_BYTES));
            return sessions;
        });
    }

    void remove(long roomId, WebSocketSession session) {
        byRoom.computeIfPresent(roomId, (id, open) -> {
            open.remove(session.getId());
            return open.isEmpty() ? null : open;
        });
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void on(MessagePosted posted) {
        Map<String, WebSocketSession> open = byRoom.getOrDefault(posted.roomId(), Map.of());
        send(Set.copyOf(open.values()), new Out("message", posted.message()));
    }

    /** Answers one connection only. */
    void reply(long roomId, WebSocketSession session, Out out) {
        WebSocketSession open = byRoom.getOrDefault(roomId, Map.of()).get(session.getId());
        if (open != null) {
            send(Set.of(open), out);
        }
    }

    private void send(Set<WebSocketSession> receivers, Out out) {
        TextMessage text = new TextMessage(json.writeValueAsString(out));
        for (WebSocketSession receiver : receivers) {
            try {
                receiver.sendMessage(text);
            } catch (IOException | IllegalStateException gone) {
                log.debug("Could not send to {}", receiver, gone);
            }
        }
    }
}
