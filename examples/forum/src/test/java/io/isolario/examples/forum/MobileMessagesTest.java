package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MessagePage;
import io.isolario.examples.forum.client.MobileApi;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class MobileMessagesTest {

    @LocalServerPort
    int port;

    @Test
    void answersWithThePostedMessage(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);

        Message message = phone.post("lobby", "hello");

        assertThat(message.room()).isEqualTo("lobby");
        assertThat(message.author()).isEqualTo("ana");
        assertThat(message.text()).isEqualTo("hello");
        assertThat(message.editedAt()).isNull();
    }

    @Test
    void listsWhatWasPosted(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);

        Message posted = phone.post("lobby", "hello");

        assertThat(phone.messages("lobby").messages()).containsExactly(posted);
    }

    @Test
    void startsEmpty(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);

        MessagePage page = phone.messages("lobby");

        assertThat(page).isEqualTo(new MessagePage(List.of(), null));
    }

    @Test
    void listsTheNewestFirst(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);
        phone.postAll("lobby", "one", "two", "three");

        MessagePage page = phone.messages("lobby");

        assertThat(page.texts()).containsExactly("three", "two", "one");
    }

    @Test
    void showsTheMessagesOfAllMembers(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi ben = inTheLobby("ben", forum, sandbox);
        ana.post("lobby", "hello");
        ben.post("lobby", "hi");

        MessagePage page = ana.messages("lobby");

        assertThat(page.messages()).extracting(Message::author).containsExactly("ben", "ana");
    }

    @Test
    void keepsRoomsApart(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");
        ana.createRoom("workshop");
        MobileApi phone = ana.mobile();
        phone.post("kitchen", "soup");
        phone.post("workshop", "saw");

        assertThat(phone.messages("kitchen").texts()).containsExactly("soup");
    }

    @Test
    void pagesByTheCursor(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);
        phone.postAll("lobby", "one", "two", "three", "four", "five");

        MessagePage first = phone.messages("lobby", 2);
        MessagePage second = phone.messages("lobby", 2, first.nextBefore());
        MessagePage third = phone.messages("lobby", 2, second.nextBefore());

        assertThat(first.texts()).containsExactly("five", "four");
        assertThat(second.texts()).containsExactly("three", "two");
        assertThat(third.texts()).containsExactly("one");
        assertThat(third.nextBefore()).isNull();
    }

    @Test
    void aFullLastPageHasNoNext(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);
        phone.postAll("lobby", "one", "two");

        MessagePage page = phone.messages("lobby", 2);

        assertThat(page.texts()).containsExactly("two", "one");
        assertThat(page.nextBefore()).isNull();
    }

    @Test
    void aNewMessageDoesNotShiftThePages(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);
        phone.postAll("lobby", "one", "two", "three");
        MessagePage first = phone.messages("lobby", 2);

        phone.post("lobby", "four");

        assertThat(phone.messages("lobby", 2, first.nextBefore()).texts()).containsExactly("one");
    }

    @Test
    void pagesByTwentyUnlessAsked(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);
        phone.postAll(
                "lobby",
                IntStream.rangeClosed(1, 21)
                        .mapToObj(number -> "message " + number)
                        .toArray(String[]::new));

        MessagePage page = phone.messages("lobby");

        assertThat(page.messages()).hasSize(20);
        assertThat(page.nextBefore()).isEqualTo(page.messages().get(19).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "many"})
    void refusesALimitOutOfRange(String limit, Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);

        Answer answer = phone.tryMessages("lobby", "?limit=" + limit);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void onlyMembersPost(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi phone = forum.newMember("ana", sandbox).mobile();

        Answer answer = phone.tryPost("lobby", "hello");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-a-member");
        assertThat(forum.operator().statistics().messages()).isZero();
    }

    @Test
    void onlyMembersRead(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        inTheLobby("ana", forum, sandbox).post("lobby", "hello");
        MobileApi ben = forum.newMember("ben", sandbox).mobile();

        Answer answer = ben.tryMessages("lobby", "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("hello");
    }

    @Test
    void whoLeftNoLongerReads(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.join("lobby");
        MobileApi phone = ana.mobile();

        ana.leave("lobby");

        assertThat(phone.tryMessages("lobby", "").status()).isEqualTo(403);
    }

    @Test
    void refusesABlankText(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);

        Answer answer = phone.tryPost("lobby", " \n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("text");
    }

    @Test
    void takesALongText(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);

        Message message = phone.post("lobby", "ä".repeat(2000));

        assertThat(phone.messages("lobby").messages()).containsExactly(message);
    }

    @Test
    void refusesATextThatIsTooLong(Sandbox sandbox) {
        MobileApi phone = inTheLobby("ana", sandbox);

        Answer answer = phone.tryPost("lobby", "x".repeat(2001));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(phone.messages("lobby").messages()).isEmpty();
    }

    @Test
    void asksForAKey() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.get("/api/mobile/rooms/lobby/messages");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("credentials-missing");
    }

    private MobileApi inTheLobby(String login, Sandbox sandbox) {
        return inTheLobby(login, ForumClient.at(port), sandbox);
    }

    private static MobileApi inTheLobby(String login, ForumClient forum, Sandbox sandbox) {
        Member member = forum.newMember(login, sandbox);
        member.join("lobby");
        return member.mobile();
    }
}
