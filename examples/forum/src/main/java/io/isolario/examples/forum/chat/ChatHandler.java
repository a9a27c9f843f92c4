package io.isolario.examples.forum.chat;

import io.isolario.examples.forum.chat.ChatConnections.Out;
import io.isolario.examples.forum.message.MessageService;
import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.telemetry.TelemetryAggregator;
import io.isolario.examples.forum.telemetry.TelemetryEvent;
import io.isolario.examples.forum.telemetry.TelemetryEvent.Kind;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Component
class ChatHandler extends TextWebSocketHandler {

    record In(String type, String text) {}

    private static final int MAX_TEXT_LENGTH = 2000;

    private final ChatConnections connections;
    private final MessageService messages;
    private final TelemetryAggregator telemetry;
    private final JsonMapper json;
    private final Clock clock;

    ChatHandler(
            ChatConnections connections,
            MessageService messages,
            TelemetryAggregator telemetry,
            JsonMapper json,
            Clock clock) {
        this.connections = connections;
        this.messages = messages;
        this.telemetry = telemetry;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        connections.add(Participant.of(session).room().id(), session);
        emit(Kind.ROOM_JOINED, session);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        connections.remove(Participant.of(session).room().id(), session);
        emit(Kind.ROOM_LEFT, session);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage frame) {
        try {
            receive(session, parse(frame));
        } catch (ProblemException problem) {
            Map<String, String> error = Map.of("code", problem.code(), "detail", problem.getMessage());
            connections.reply(Participant.of(session).room().id(), session, new Out("error", error));
        }
    }

    private void receive(WebSocketSession session, In in) {
        switch (in.type() == null ? "" : in.type()) {
            case "typing" -> emit(Kind.TYPING, session);
            case "message" -> {
                Participant participant = Participant.of(session);
                messages.post(participant.caller(), participant.room().name(), valid(in.text()));
                emit(Kind.MESSAGE_SENT, session);
            }
            default -> throw unreadable("Unknown type.");
        }
    }

    private void emit(Kind kind, WebSocketSession session) {
        Participant participant = Participant.of(session);
        telemetry.emit(new TelemetryEvent(
                kind, participant.room().id(), participant.caller().accountId(), clock.instant()));
    }

    private In parse(TextMessage frame) {
        try {
            return json.readValue(frame.getPayload(), In.class);
        } catch (JacksonException invalid) {
            throw unreadable("A message must be a JSON object with type and text.");
        }
    }

    private static String valid(String text) {
        if (!StringUtils.hasText(text) || text.length() > MAX_TEXT_LENGTH) {
            throw unreadable("The text must have 1 to " + MAX_TEXT_LENGTH + " characters.");
        }
        return text;
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "invalid", detail);
    }
}
