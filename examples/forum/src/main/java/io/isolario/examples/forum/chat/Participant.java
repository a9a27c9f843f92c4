package io.isolario.examples.forum.chat;

import io.isolario.examples.forum.room.Room;
import io.isolario.examples.forum.session.Caller;
import java.util.Map;
import org.springframework.web.socket.WebSocketSession;

/** Who takes part in the chat of which room. */
record Participant(Caller caller, Room room) {

    private static final String KEY = Participant.class.getName();

    static Participant of(WebSocketSession session) {
        return (Participant) session.getAttributes().get(KEY);
    }

    void storeIn(Map<String, Object> attributes) {
        attributes.put(KEY, this);
    }
}
