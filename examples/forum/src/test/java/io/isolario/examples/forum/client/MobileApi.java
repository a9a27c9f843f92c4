package io.isolario.examples.forum.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The forum as a mobile client sees it. */
public final class MobileApi {

    private final Http http;

    MobileApi(Http http) {
        this.http = http;
    }

    public Message post(String room, String text) {
        return tryPost(room, text).as(Message.class);
    }

    /** Posts several messages, and returns them in that order. */
    public List<Message> postAll(String room, String... texts) {
        return Stream.of(texts).map(text -> post(room, text)).toList();
    }

    public Answer tryPost(String room, String text) {
        return http.post(room(room) + "/messages", http.fields().and("text", text));
    }

    public MessagePage messages(String room) {
        return tryMessages(room, "").as(MessagePage.class);
    }

    public MessagePage messages(String room, int limit) {
        return tryMessages(room, "?limit=" + limit).as(MessagePage.class);
    }

    public MessagePage messages(String room, int limit, long before) {
        return tryMessages(room, "?limit=" + limit + "&before=" + before).as(MessagePage.class);
    }

    public Answer tryMessages(String room, String query) {
        return http.get(room(room) + "/messages" + query);
    }

    public Message edit(Message message, String text) {
        return tryEdit(message, text).as(Message.class);
    }

    public Answer tryEdit(Message message, String text) {
        return http.patch("/api/mobile/messages/" + message.id(), http.fields().and("text", text));
    }

    public void delete(Message message) {
        tryDelete(message).successful();
    }

    public Answer tryDelete(Message message) {
        return http.delete("/api/mobile/messages/" + message.id());
    }

    public long unread(String room) {
        return tryUnread(room).successful().json().path("unread").asLong();
    }

    public Answer tryUnread(String room) {
        return http.get(room(room) + "/unread");
    }

    public void markRead(Message last) {
        http.put(room(last.room()) + "/read-mark", http.fields().and("lastRead", last.id()))
                .successful();
    }

    public List<String> search(String words) {
        return trySearch(words).asList(Message.class).stream()
                .map(Message::text)
                .toList();
    }

    public Answer trySearch(String words) {
        return http.get("/api/mobile/messages/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    private String room(String name) {
        return "/api/mobile/rooms/" + http.literals().outside(name);
    }
}
