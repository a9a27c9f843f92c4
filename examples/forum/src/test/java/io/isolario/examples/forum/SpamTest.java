package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Trace;
import io.isolario.core.doubles.TracedCall;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.MobileApi;
import io.isolario.examples.forum.mail.Postman;
import io.isolario.examples.forum.message.SpamCheck;
import io.isolario.junit.SandboxReplace;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The very same bean has another judgement in each test, at once. */
@NeedsAgent
@ForumTest
class SpamTest {

    private static final String LINKS = "https://a https://b https://c https://d https://e https://f";

    @LocalServerPort
    int port;

    @Test
    void isFullOfLinks(Sandbox sandbox) {
        MobileApi ana = inTheGarden("ana", sandbox);

        assertThat(ana.tryPost("garden", LINKS).code()).isEqualTo("message-is-spam");
        assertThat(ana.messages("garden").messages()).isEmpty();
    }

    @Test
    void isWhateverTheReplacedCheckTakesForIt(Sandbox sandbox) {
        sandbox.replace(SpamCheck.class, new SpamCheck() {
            @Override
            public boolean isSpam(String author, String text) {
                return text.contains("hello");
            }
        });
        MobileApi ana = inTheGarden("ana", sandbox);

        assertThat(ana.tryPost("garden", "hello").code()).isEqualTo("message-is-spam");
        assertThat(ana.tryPost("garden", LINKS).status()).isEqualTo(201);
    }

    @Test
    void isAskedForOnceForEachMessage(Sandbox sandbox) {
        sandbox.expect(SpamCheck.class).expect("isSpam", Answer.of(false)).expect("isSpam", Answer.of(true));
        MobileApi ana = inTheGarden("ana", sandbox);

        assertThat(ana.tryPost("garden", LINKS).status()).isEqualTo(201);
        assertThat(ana.tryPost("garden", "hello").status()).isEqualTo(422);
    }

    @Test
    void isToldTheAuthorAndTheText(Sandbox sandbox) {
        Trace checks = sandbox.trace(SpamCheck.class, "isSpam");
        MobileApi ana = inTheGarden("ana", sandbox);

        ana.post("garden", "hello");

        TracedCall check = checks.awaitOne();
        assertThat(check.arguments().get(1)).isEqualTo("hello");
        assertThat(check.result()).isEqualTo(false);
        assertThat(check.work().get(0).description()).startsWith("POST /api/mobile/rooms/");
    }

    @Test
    void theActivationMailIsSentByWorkOfTheRegistration(Sandbox sandbox) {
        Trace sent = sandbox.trace(Postman.class, "send");
        ForumClient forum = ForumClient.at(port);

        forum.register();

        TracedCall mail = sent.awaitOne();
        assertThat(mail.arguments().get(0)).isEqualTo(forum.addressOf("ana"));
        assertThat(mail.arguments().get(1)).isEqualTo("Activate your account");
        assertThat(mail.work()).extracting(unit -> unit.description()).contains("POST /api/accounts");
    }

    private MobileApi inTheGarden(String login, Sandbox sandbox) {
        Member member = ForumClient.at(port).newMember(login, sandbox);
        member.createRoom("garden");
        return member.mobile();
    }

    @Nested
    class ByAField {

        private final AtomicInteger asked = new AtomicInteger();

        @SandboxReplace
        private final SpamCheck strict = new SpamCheck() {
            @Override
            public boolean isSpam(String author, String text) {
                asked.incrementAndGet();
                return true;
            }
        };

        @Test
        void isEverything(Sandbox sandbox) {
            MobileApi ana = inTheGarden("ana", sandbox);

            assertThat(ana.tryPost("garden", "hello").status()).isEqualTo(422);
            assertThat(asked).hasValue(1);
        }
    }
}
