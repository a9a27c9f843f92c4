package io.isolario.examples.forum.chat;

import io.isolario.examples.forum.message.MessagePosted;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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

    /** The connections of one room. Its messages go out one after the other, so nobody hears an answer before what it answers. */
    private record Listeners(Map<String, WebSocketSession> open, Lock sending) {

        Listeners() {
            this(new ConcurrentHashMap<>(), new ReentrantLock());
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ChatConnections.class);
    private static final int SEND_TIME_LIMIT_MILLIS = 5_000;
    private static final int BUFFER_LIMIT_BYTES = 256 * 1024;

    private final Map<Long, Listeners> byRoom = new ConcurrentHashMap<>();
    private final JsonMapper json;

    ChatConnections(JsonMapper json) {
        this.json = json;
    }

    void add(long roomId, WebSocketSession session) {
        byRoom.compute(roomId, (id, known) -> {
            Listeners listeners = known == null ? new Listeners() : known;
            listeners
                    .open()
                    .put(
                            session.getId(),
                            new ConcurrentWebSocketSessionDecorator(
                                    session, SEND_TIME_LIMIT_MILLIS, BUFFER_LIMIT_BYTES));
            return listeners;
        });
    }

    void remove(long roomId, WebSocketSession session) {
        byRoom.computeIfPresent(roomId, (id, listeners) -> {
            listeners.open().remove(session.getId());
            return listeners.open().isEmpty() ? null : listeners;
        });
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void on(MessagePosted posted) {
        Listeners listeners = byRoom.get(posted.roomId());
        if (listeners == null) {
            return;
        }
        listeners.sending().lock();
        try {
            send(listeners.open().values(), new Out("message", posted.message()));
        } finally {
            listeners.sending().unlock();
        }
    }

    /** Answers one connection only. */
    void reply(long roomId, WebSocketSession session, Out out) {
        Listeners listeners = byRoom.get(roomId);
        WebSocketSession open = listeners == null ? null : listeners.open().get(session.getId());
        if (open != null) {
            send(Set.of(open), out);
        }
    }

    private void send(Collection<WebSocketSession> receivers, Out out) {
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
