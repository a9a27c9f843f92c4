package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Analytics;
import io.isolario.examples.forum.client.Chat;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.telemetry.TelemetryAggregator;
import io.isolario.examples.forum.telemetry.TelemetryEvent;
import io.isolario.examples.forum.telemetry.TelemetryEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What becomes of chats in the analytics tables, by way of a queue and a thread that serves all tests. Each test waits until the
 * chat has received what was sent, and then until the work that this set off has ended.
 */
abstract class TelemetryCases {

    private static final int TYPING_WINDOW = 5;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TelemetryAggregator telemetry;

    ForumClient forum;
    Analytics analytics;

    @BeforeEach
    void findForum() {
        forum = ForumClient.at(port);
        analytics = forum.analytics(jdbc);
    }

    @Test
    void nothingHappensWithoutAChat(Sandbox sandbox) {
        inKitchen("ana", sandbox).mobile().postAll("kitchen", "one", "two");

        sandbox.awaitQuiescence();

        assertThat(analytics.events()).isEmpty();
        assertThat(analytics.counters()).isEmpty();
    }

    @Test
    void enteringARoomIsAnEvent(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            settle(sandbox, chat);

            assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1");
        }
    }

    @Test
    void aMessageIsAnEvent(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.say("hi");
            settle(sandbox, chat);

            assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1", "message_sent kitchen ana 1");
        }
    }

    @Test
    void messagesAreCounted(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.say("hi").say("there");
            settle(sandbox, chat);

            assertThat(analytics.counters()).containsExactly("message_sent kitchen ana 2", "room_joined kitchen ana 1");
        }
    }

    @Test
    void aLongChatLosesNothing(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            for (int i = 0; i < 30; i++) {
                chat.say("message " + i);
            }
            settle(sandbox, chat);

            assertThat(forum.operator().analyticsOf("kitchen")).containsEntry("message_sent", 30L);
            assertThat(analytics.events()).hasSize(31);
        }
    }

    @Test
    void membersAreToldApart(Sandbox sandbox) {
        Member ana = inKitchen("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ben.join("kitchen");

        try (Chat ofAna = ana.chat("kitchen");
                Chat ofBen = ben.chat("kitchen")) {
            ofAna.say("hi");
            ofBen.say("hello").say("ana");
            settle(sandbox, ofAna, ofBen);

            assertThat(analytics.counters())
                    .containsExactly(
                            "message_sent kitchen ana 1",
                            "message_sent kitchen ben 2",
                            "room_joined kitchen ana 1",
                            "room_joined kitchen ben 1");
        }
    }

    @Test
    void theRoomHasTheSumOfItsMembers(Sandbox sandbox) {
        Member ana = inKitchen("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ben.join("kitchen");

        try (Chat ofAna = ana.chat("kitchen");
                Chat ofBen = ben.chat("kitchen")) {
            ofAna.say("hi");
            ofBen.say("hello").say("ana");
            settle(sandbox, ofAna, ofBen);

            assertThat(forum.operator().analyticsOf("kitchen"))
                    .isEqualTo(Map.of("message_sent", 3L, "room_joined", 2L));
        }
    }

    @Test
    void roomsAreToldApart(Sandbox sandbox) {
        Member ana = inKitchen("ana", sandbox);
        ana.createRoom("garden");

        try (Chat kitchen = ana.chat("kitchen");
                Chat garden = ana.chat("garden")) {
            kitchen.say("hi");
            garden.say("hello").say("flowers");
            settle(sandbox, kitchen, garden);

            assertThat(forum.operator().analyticsOf("kitchen")).containsEntry("message_sent", 1L);
            assertThat(forum.operator().analyticsOf("garden")).containsEntry("message_sent", 2L);
        }
    }

    @Test
    void theLobbyIsARoomLikeAnyOther(Sandbox sandbox) {
        Member ana = forum.newMember("ana", sandbox);
        ana.join("lobby");

        try (Chat chat = ana.chat("lobby")) {
            chat.say("hi");
            settle(sandbox, chat);

            assertThat(analytics.events()).containsExactly("room_joined lobby ana 1", "message_sent lobby ana 1");
        }
    }

    @Test
    void aRefusedMessageIsNoEvent(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.say(" ");
            settle(sandbox, chat);

            assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1");
        }
    }

    @Test
    void anUnknownFrameIsNoEvent(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.send(Map.of("type", "shout"));
            settle(sandbox, chat);

            assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1");
        }
    }

    @Test
    void aSecondConnectionIsNoEntering(Sandbox sandbox) {
        Member ana = inKitchen("ana", sandbox);

        try (Chat desk = ana.chat("kitchen");
                Chat phone = ana.chat("kitchen")) {
            phone.say("hi");
            settle(sandbox, desk, phone);

            assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1", "message_sent kitchen ana 1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aLittleTypingIsNotWritten(int times, Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.type(times);
            settle(sandbox, chat);

            assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 10, 14})
    void typingIsMergedToRows(int times, Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.type(times);
            settle(sandbox, chat);

            assertThat(analytics.events())
                    .startsWith("room_joined kitchen ana 1")
                    .hasSize(1 + times / TYPING_WINDOW)
                    .endsWith("typing kitchen ana 5");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6, 9, 12})
    void aMessageEndsTyping(int times, Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.type(times).say("at last");
            settle(sandbox, chat);

            assertThat(analytics.events())
                    .endsWith("message_sent kitchen ana 1", "typing kitchen ana " + times % TYPING_WINDOW);
            assertThat(forum.operator().analyticsOf("kitchen")).containsEntry("typing", (long) times);
        }
    }

    @Test
    void typingStartsAnewAfterAMessage(Sandbox sandbox) {
        try (Chat chat = inKitchen("ana", sandbox).chat("kitchen")) {
            chat.type(3).say("one").type(4).say("two");
            settle(sandbox, chat);

            assertThat(analytics.events())
                    .containsExactly(
                            "room_joined kitchen ana 1",
                            "message_sent kitchen ana 1",
                            "typing kitchen ana 3",
                            "message_sent kitchen ana 1",
                            "typing kitchen ana 4");
        }
    }

    @Test
    void othersDoNotEndTyping(Sandbox sandbox) {
        Member ana = inKitchen("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ben.join("kitchen");

        try (Chat ofAna = ana.chat("kitchen");
                Chat ofBen = ben.chat("kitchen")) {
            ofAna.type(3).received();
            ofBen.say("hi");
            settle(sandbox, ofAna, ofBen);

            assertThat(analytics.counters()).noneMatch(row -> row.startsWith("typing"));
        }
    }

    @Test
    void leavingIsAnEventAndEndsTyping(Sandbox sandbox) {
        Presence ana = presence("ana", sandbox);

        ana.emit(Kind.ROOM_JOINED, Kind.TYPING, Kind.TYPING, Kind.ROOM_LEFT);
        sandbox.awaitQuiescence();

        assertThat(analytics.events())
                .containsExactly("room_joined kitchen ana 1", "room_left kitchen ana 1", "typing kitchen ana 2");
    }

    @Test
    void whoIsNotThereDoesNotLeave(Sandbox sandbox) {
        Presence ana = presence("ana", sandbox);

        ana.emit(Kind.ROOM_LEFT, Kind.ROOM_JOINED, Kind.ROOM_LEFT, Kind.ROOM_LEFT);
        sandbox.awaitQuiescence();

        assertThat(analytics.events()).containsExactly("room_joined kitchen ana 1", "room_left kitchen ana 1");
    }

    @Test
    void whoHasLeftCanEnterAgain(Sandbox sandbox) {
        Presence ana = presence("ana", sandbox);

        ana.emit(Kind.ROOM_JOINED, Kind.ROOM_LEFT, Kind.ROOM_JOINED);
        sandbox.awaitQuiescence();

        assertThat(forum.operator().analyticsOf("kitchen")).isEqualTo(Map.of("room_joined", 2L, "room_left", 1L));
    }

    @Test
    void aFloodOfEventsIsCountedToTheLast(Sandbox sandbox) {
        Presence ana = presence("ana", sandbox);

        for (int i = 0; i < 200; i++) {
            ana.emit(Kind.TYPING);
        }
        sandbox.awaitQuiescence();

        assertThat(forum.operator().analyticsOf("kitchen")).isEqualTo(Map.of("typing", 200L));
        assertThat(analytics.events()).hasSize(200 / TYPING_WINDOW);
    }

    Member inKitchen(String login, Sandbox sandbox) {
        Member member = forum.newMember(login, sandbox);
        member.createRoom("kitchen");
        return member;
    }

    static void settle(Sandbox sandbox, Chat... chats) {
        Stream.of(chats).forEach(Chat::received);
        sandbox.awaitQuiescence();
    }

    /** Somebody of whom telemetry is told directly: when a connection was closed is known to the forum alone. */
    private Presence presence(String login, Sandbox sandbox) {
        inKitchen(login, sandbox);
        return new Presence(
                telemetry,
                jdbc.sql("select id from rooms where name like 'kitchen%'")
                        .query(Long.class)
                        .single(),
                jdbc.sql("select id from accounts").query(Long.class).single());
    }

    private record Presence(TelemetryAggregator telemetry, long roomId, long accountId) {

        void emit(Kind... kinds) {
            List.of(kinds).forEach(kind -> telemetry.emit(new TelemetryEvent(kind, roomId, accountId, Instant.now())));
        }
    }
}
