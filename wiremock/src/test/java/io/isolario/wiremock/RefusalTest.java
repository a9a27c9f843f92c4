package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.Sharing;
import io.isolario.wiremock.Caller.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that nobody can place are refused, with the reason. */
class RefusalTest {

    private static final String WAYS_OUT =
            " The client of \"github\" has to send the sandbox of its thread: it does when it is"
                    + " a bean of the application, when the agent runs, or when it is wrapped by SandboxHttpClient.wrap(client). Work on"
                    + " other threads needs the sandbox first: SandboxContext.wrap(executor), sandbox.allow(thread), or the agent. At the"
                    + " start of the application there is no sandbox, and so there are no stubs.";

    @Test
    void namesWhoMightOwnARequestWithoutCarrier() {
        try (Harbour harbour = Harbour.open();
                ManagedSandbox owner = harbour.sandbox("the owner");
                ManagedSandbox other = harbour.sandbox("somebody else")) {
            Stubs.of(owner, "github").stubFor(get("/users/octocat").willReturn(ok()));
            Stubs.of(other, "github").stubFor(get("/users/octodog").willReturn(ok()));

            Answer answer = Caller.at(harbour.stubs().baseUrl("github")).get("/users/octocat");

            assertThat(answer.status()).isEqualTo(428);
            assertThat(detail(answer))
                    .isEqualTo(
                            "Request to \"github\" refused: GET /users/octocat. It carries no sandbox. It might belong to "
                                    + owner + ", which has a stub that matches." + WAYS_OUT);
        }
    }

    @Test
    void saysThatNobodyCanOwnIt() {
        try (Harbour harbour = Harbour.open()) {
            Caller caller = Caller.at(harbour.stubs().baseUrl("github"));

            assertThat(detail(caller.get("/")))
                    .isEqualTo("Request to \"github\" refused: GET /. It carries no sandbox. No sandbox is open."
                            + WAYS_OUT);

            try (ManagedSandbox sandbox = harbour.sandbox("without stubs")) {
                assertThat(detail(caller.get("/")))
                        .isEqualTo(
                                "Request to \"github\" refused: GET /. It carries no sandbox. The one open sandbox has no stub"
                                        + " that matches." + WAYS_OUT);
            }
        }
    }

    @Test
    void refusesALateRequestOfASandboxThatHasEnded() {
        try (Harbour harbour = Harbour.open()) {
            ManagedSandbox sandbox = harbour.sandbox("early");
            Stubs.of(sandbox, "github").stubFor(get("/").willReturn(ok()));
            Caller caller = harbour.callerOf(sandbox, "github");
            caller.get("/");
            sandbox.close();

            Answer answer = caller.get("/");

            assertThat(answer.status()).isEqualTo(410);
            assertThat(detail(answer))
                    .matches("Request to \"github\" refused: GET /\\. Sandbox \"early\" \\("
                            + sandbox.id().abbreviated()
                            + "\\) cannot be used on thread \"[^\"]+\": it was closed .+ ago\\. Work must end within its sandbox:"
                            + " wait with sandbox\\.awaitQuiescence\\(\\), or open a sandbox that lives longer"
                            + " \\(SandboxOptions\\.ownershipTimeout, idleTimeout\\)\\.");
        }
    }

    @Test
    void refusesWhatIsNotAnIdOrNobodysId() {
        try (Harbour harbour = Harbour.open()) {
            Caller caller = Caller.at(harbour.stubs().baseUrl("github"));

            Answer malformed = caller.carrying("me").get("/");
            assertThat(malformed.status()).isEqualTo(400);
            assertThat(detail(malformed))
                    .isEqualTo(
                            "Request to \"github\" refused: GET /. Malformed sandbox id \"me\": an id is 32 lower-case"
                                    + " hexadecimal digits, as returned when the sandbox was opened. Send the id unchanged, or open a"
                                    + " sandbox to get one.");
            SandboxId forged = SandboxId.random();
            Answer unknown = caller.carrying(forged.value()).get("/");
            assertThat(unknown.status()).isEqualTo(410);
            assertThat(detail(unknown))
                    .startsWith("Request to \"github\" refused: GET /. ")
                    .contains(forged.value());
        }
    }

    @Test
    void refusesAnUnknownServiceAndTheAdministration() {
        try (Harbour harbour = Harbour.open()) {
            Caller caller = Caller.at("http://127.0.0.1:" + harbour.stubs().port());

            Answer unknown = caller.get("/githbu/users/octocat");
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(detail(unknown))
                    .isEqualTo(
                            "There are no stubs of \"githbu\"; there are stubs of \"github\", \"payment\". The first part of"
                                    + " the path is the service: see SandboxStubs.baseUrl(service).");
            Answer administration = caller.get("/__admin/mappings");
            assertThat(administration.status()).isEqualTo(404);
            assertThat(detail(administration))
                    .isEqualTo(
                            "There is no administration over HTTP: this port serves all sandboxes. Use Stubs.wireMock() of"
                                    + " one.");
        }
    }

    @Test
    void servesARequestWithoutCarrierFromTheSandboxThatIsShared() {
        try (Harbour harbour = Harbour.open();
                ManagedSandbox sandbox = harbour.sandbox("shared");
                Sharing sharing = sandbox.share()) {
            Stubs.of(sandbox, "github").once(get("/").willReturn(ok("shared")));

            assertThat(Caller.at(harbour.stubs().baseUrl("github")).get("/").body())
                    .isEqualTo("shared");
        }
    }

    private static String detail(Answer answer) {
        Object detail = Json.read(answer.body(), Map.class).get("detail");
        return String.valueOf(detail);
    }
}
