package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.displayName;
import static io.isolario.examples.forum.client.Fields.login;
import static io.isolario.examples.forum.client.Fields.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Account;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class ProfileTest {

    @LocalServerPort
    int port;

    @Test
    void showsWhatWasRegistered(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);

        Account account =
                forum.newMember("ana", sandbox, displayName("Ana Luz")).account();

        assertThat(account.login()).isEqualTo("ana");
        assertThat(account.displayName()).isEqualTo("Ana Luz");
        assertThat(account.status()).isEqualTo("ACTIVE");
    }

    @Test
    void changesTheDisplayName(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        ana.describe(displayName("Ana the Second"));

        assertThat(ana.account().displayName()).isEqualTo("Ana the Second");
    }

    @Test
    void aNewBioKeepsTheDisplayName(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox, displayName("Ana Luz"));

        ana.describe(with("bio", "Collects maps of islands."));

        assertThat(ana.account().bio()).isEqualTo("Collects maps of islands.");
        assertThat(ana.account().displayName()).isEqualTo("Ana Luz");
    }

    @Test
    void refusesABlankDisplayName(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryDescribe(displayName("  "));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("displayName");
    }

    @Test
    void refusesAnEndlessBio(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryDescribe(with("bio", "x".repeat(501)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ana.account().bio()).isNull();
    }

    @Test
    void membersSeeEachOther(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox, displayName("Ana Luz"));
        Member ben = forum.newMember("ben", sandbox);
        ana.describe(with("bio", "Collects maps of islands."));

        Answer profile = ben.look("ana");

        assertThat(profile.json().path("displayName").asString()).isEqualTo("Ana Luz");
        assertThat(profile.json().path("bio").asString()).isEqualTo("Collects maps of islands.");
    }

    @Test
    void keepsTheAddressFromOtherMembers(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);

        Answer profile = ben.look("ana");

        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.body()).doesNotContain("@");
    }

    @Test
    void whoIsNotActiveIsNotAMember(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        forum.register(login("ben"));

        Answer profile = ana.look("ben");

        assertThat(profile.status()).isEqualTo(404);
        assertThat(profile.code()).isEqualTo("member-unknown");
    }

    @Test
    void knowsNothingOfMembersOfOtherTests(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer profile = ana.look("ben");

        assertThat(profile.status()).isEqualTo(404);
    }
}
