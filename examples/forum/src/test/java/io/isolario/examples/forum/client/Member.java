package io.isolario.examples.forum.client;

import java.util.List;
import java.util.function.Consumer;

/** The forum as a member sees it who is logged in. */
public final class Member {

    private final String login;
    private final Http http;

    Member(String login, Http http) {
        this.login = login;
        this.http = http;
    }

    public String login() {
        return login;
    }

    /** Opens a connection to the chat of a room. */
    public Chat chat(String room) {
        return Chat.open(http, room);
    }

    public Answer session() {
        return http.get("/api/sessions/current");
    }

    public void logOut() {
        http.delete("/api/sessions/current").successful();
    }

    public Account account() {
        return tryAccount().as(Account.class);
    }

    public Answer tryAccount() {
        return http.get("/api/accounts/me");
    }

    @SafeVarargs
    public final Account describe(Consumer<Fields>... changes) {
        return tryDescribe(changes).as(Account.class);
    }

    @SafeVarargs
    public final Answer tryDescribe(Consumer<Fields>... changes) {
        return http.patch("/api/accounts/me", http.fields().and(changes));
    }

    public Account changeEmail(String newLiteral) {
        return tryChangeEmail(newLiteral).as(Account.class);
    }

    @SafeVarargs
    public final Answer tryChangeEmail(String newLiteral, Consumer<Fields>... overrides) {
        Fields change = http.fields().and(Fields.addressOf(newLiteral), Fields.password(ForumClient.PASSWORD));
        return http.put("/api/accounts/me/email", change.and(overrides));
    }

    public void changePassword(String newPassword) {
        tryChangePassword(ForumClient.PASSWORD, newPassword).successful();
    }

    public Answer tryChangePassword(String oldPassword, String newPassword) {
        return http.put(
                "/api/accounts/me/password",
                http.fields().and("oldPassword", oldPassword).and("newPassword", newPassword));
    }

    public void deleteAccount() {
        http.delete("/api/accounts/me").successful();
    }

    /** Looks another member's profile up. */
    public Answer look(String other) {
        return http.get("/api/members/" + outside(other));
    }

    @SafeVarargs
    public final ApiKey createKey(Consumer<Fields>... overrides) {
        return tryCreateKey(overrides).as(ApiKey.class);
    }

    @SafeVarargs
    public final Answer tryCreateKey(Consumer<Fields>... overrides) {
        return http.post("/api/keys", http.fields().and("label", "phone").and(overrides));
    }

    public List<ApiKey> keys() {
        return tryKeys().asList(ApiKey.class);
    }

    public Answer tryKeys() {
        return http.get("/api/keys");
    }

    public void revokeKey(ApiKey key) {
        tryRevokeKey(key).successful();
    }

    public Answer tryRevokeKey(ApiKey key) {
        return http.delete("/api/keys/" + key.id());
    }

    /** Creates an API key, and returns the API that it opens. */
    public MobileApi mobile() {
        return new MobileApi(http.as("X-Api-Key", createKey().key()));
    }

    @SafeVarargs
    public final Room createRoom(String name, Consumer<Fields>... overrides) {
        return tryCreateRoom(name, overrides).as(Room.class);
    }

    @SafeVarargs
    public final Answer tryCreateRoom(String name, Consumer<Fields>... overrides) {
        return http.post("/api/rooms", http.fields().and("name", outside(name)).and(overrides));
    }

    public Room room(String name) {
        return tryRoom(name).as(Room.class);
    }

    public Answer tryRoom(String name) {
        return http.get(path(name));
    }

    public List<String> rooms() {
        return http.get("/api/rooms").asList(Room.class).stream()
                .map(Room::name)
                .toList();
    }

    public void deleteRoom(String name) {
        tryDeleteRoom(name).successful();
    }

    public Answer tryDeleteRoom(String name) {
        return http.delete(path(name));
    }

    public void join(String room) {
        tryJoin(room).successful();
    }

    public Answer tryJoin(String room) {
        return http.put(path(room) + "/members/me");
    }

    public void leave(String room) {
        tryLeave(room).successful();
    }

    public Answer tryLeave(String room) {
        return http.delete(path(room) + "/members/me");
    }

    public void invite(String room, String other) {
        tryInvite(room, other).successful();
    }

    public Answer tryInvite(String room, String other) {
        return http.put(path(room) + "/members/" + outside(other));
    }

    public List<String> membersOf(String room) {
        return http.get(path(room) + "/members")
                .successful()
                .json()
                .valueStream()
                .map(member -> member.path("login").asString())
                .toList();
    }

    private String path(String room) {
        return "/api/rooms/" + outside(room);
    }

    private String outside(String literal) {
        return http.literals().outside(literal);
    }
}
