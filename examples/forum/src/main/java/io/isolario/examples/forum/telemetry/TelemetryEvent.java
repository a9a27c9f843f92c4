package io.isolario.examples.forum.telemetry;

import java.time.Instant;

public record TelemetryEvent(Kind kind, long roomId, long accountId, Instant at) {

    public enum Kind {
        ROOM_JOINED,
        ROOM_LEFT,
        TYPING,
        MESSAGE_SENT;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
