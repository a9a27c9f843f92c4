package io.isolario.examples.forum.telemetry;

import io.isolario.examples.forum.telemetry.AnalyticsStore.Row;
import io.isolario.examples.forum.telemetry.TelemetryEvent.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns events into rows, and remembers what it needs for that. Confined to the aggregator's thread.
 *
 * <p>A reconnect of somebody who is present is no joining. Typing is merged: so many events become one row, and what is
 * left goes with the message that ends it.
 */
class TelemetryMerger {

    private record Presence(long roomId, long accountId) {}

    private final int typingWindow;
    private final Set<Presence> present = new HashSet<>();
    private final Map<Presence, Integer> typing = new HashMap<>();

    TelemetryMerger(int typingWindow) {
        this.typingWindow = typingWindow;
    }

    List<Row> merge(TelemetryEvent event) {
        Presence presence = new Presence(event.roomId(), event.accountId());
        return switch (event.kind()) {
            case ROOM_JOINED -> present.add(presence) ? List.of(row(event, 1)) : List.of();
            case ROOM_LEFT -> present.remove(presence) ? withTyping(event, presence) : List.of();
            case TYPING -> countTyping(event, presence);
            case MESSAGE_SENT -> withTyping(event, presence);
        };
    }

    private List<Row> countTyping(TelemetryEvent event, Presence presence) {
        if (typing.merge(presence, 1, Integer::sum) < typingWindow) {
            return List.of();
        }
        return List.of(row(event, typing.remove(presence)));
    }

    private List<Row> withTyping(TelemetryEvent event, Presence presence) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(event, 1));
        Integer typed = typing.remove(presence);
        if (typed != null) {
            rows.add(new Row(Kind.TYPING, event.roomId(), event.accountId(), typed, event.at()));
        }
        return rows;
    }

    private static Row row(TelemetryEvent event, int amount) {
        return new Row(event.kind(), event.roomId(), event.accountId(), amount, event.at());
    }
}
