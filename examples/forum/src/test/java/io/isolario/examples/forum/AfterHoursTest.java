package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@NeedsAgent
@ForumTest
class AfterHoursTest {

    private static final Instant WEDNESDAY_NIGHT = Instant.parse("2031-05-07T23:30:00Z");
    private static final Instant WEDNESDAY_NOON = Instant.parse("2031-05-07T12:00:00Z");

    @LocalServerPort
    int port;

    @Test
    void refusesAtNight(Sandbox sandbox) {
        sandbox.replace(Clock.class, Clock.fixed(WEDNESDAY_NIGHT, ZoneOffset.UTC));

        Answer answer = ForumClient.at(port).askForHelp("My password is gone.");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("after-hours");
    }

    @Test
    void helpsAtNoon(Sandbox sandbox) {
        sandbox.replace(Clock.class, Clock.fixed(WEDNESDAY_NOON, ZoneOffset.UTC));

        assertThat(ForumClient.at(port).askForHelp("My password is gone.").status())
                .isEqualTo(202);
    }

    @Test
    void closesWhileTheTestAdvancesTheClock(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        sandbox.clock().fix(WEDNESDAY_NOON);

        assertThat(forum.askForHelp("one").status()).isEqualTo(202);
        sandbox.clock().advance(Duration.ofHours(6));
        assertThat(forum.askForHelp("two").status()).isEqualTo(409);
        sandbox.clock().advance(Duration.ofHours(14));
        assertThat(forum.askForHelp("three").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "2031-05-09T17:59:59Z, 202",
        "2031-05-09T18:00:00Z, 409",
        "2031-05-10T12:00:00Z, 409",
        "2031-05-11T12:00:00Z, 409",
        "2031-05-12T08:00:00Z, 202"
    })
    void keepsOfficeHours(Instant at, int status, Sandbox sandbox) {
        sandbox.clock().fix(at);

        assertThat(ForumClient.at(port).askForHelp("Hello?").status()).isEqualTo(status);
    }
}
