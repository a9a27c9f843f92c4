package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MobileApi;
import io.isolario.examples.forum.message.MessageService;
import io.isolario.springboot.scoped.SandboxScoped;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One forum, and in each test another time to edit: the service is made anew with what the test configures. */
@ForumTest
@SandboxScoped(MessageService.class)
class ConfiguredForumTest {

    private static final String EDIT_WINDOW = "forum.message.edit-window";

    @LocalServerPort
    int port;

    @Test
    void editsWithinTheTimeOfAllByDefault(Sandbox sandbox) {
        MobileApi ana = inTheLobby(sandbox);

        assertThat(ana.edit(ana.post("lobby", "helo"), "hello").text()).isEqualTo("hello");
    }

    @Test
    void nobodyEditsWhereThereIsNoTimeTo(Sandbox sandbox) {
        sandbox.configure(EDIT_WINDOW, "0s");
        MobileApi ana = inTheLobby(sandbox);
        Message message = ana.post("lobby", "helo");

        Answer answer = ana.tryEdit(message, "hello");

        assertThat(answer.code()).isEqualTo("edit-window-closed");
    }

    @Test
    void everybodyEditsWhereThereIsTimeEnough(Sandbox sandbox) {
        sandbox.configure(EDIT_WINDOW, "1000d");
        MobileApi ana = inTheLobby(sandbox);

        assertThat(ana.edit(ana.post("lobby", "helo"), "hello").text()).isEqualTo("hello");
    }

    private MobileApi inTheLobby(Sandbox sandbox) {
        var member = ForumClient.at(port).newMember("ana", sandbox);
        member.join("lobby");
        return member.mobile();
    }
}
