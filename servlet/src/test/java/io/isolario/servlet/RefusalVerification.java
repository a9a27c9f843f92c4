package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Requests that carry a sandbox that cannot be had never reach the application. */
abstract class RefusalVerification extends ContainerVerification {

    @Test
    void refusesAMalformedId() {
        HttpResponse<String> response = caller.get("/owner", HEADER, "x\"y");

        assertProblem(
                response,
                400,
                "{\"type\":\"urn:isolario:problem:malformed\",\"title\":\"Malformed sandbox id\",\"status\":400,\"detail\":"
                        + "\"Malformed sandbox id \\\"x\\\"y\\\": an id is 32 lower-case hexadecimal digits, as returned when"
                        + " the sandbox was opened. Send the id unchanged, or open a sandbox to get one.\","
                        + "\"reason\":\"malformed\"}");
        assertThat(application.threads).isEmpty();
    }

    @Test
    void refusesTwoIdsAtOnce() {
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");

        assertThat(caller.get(
                                "/owner",
                                HEADER,
                                ana.id().value(),
                                HEADER,
                                bob.id().value())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesAnUnknownSandbox() {
        assertProblem(
                caller.get("/owner", HEADER, UNKNOWN),
                410,
                "{\"type\":\"urn:isolario:problem:unknown\",\"title\":\"Unknown sandbox\",\"status\":410,\"detail\":"
                        + "\"No sandbox " + UNKNOWN + " in application \\\"forum\\\": it was never opened here, or the"
                        + " application was restarted since. Open a sandbox first (POST /isolario/sandboxes, or"
                        + " SandboxRegistry.open).\",\"sandbox\":\"" + UNKNOWN + "\",\"reason\":\"unknown\"}");
        assertThat(application.threads).isEmpty();
    }

    @Test
    void letsNobodyKeepARefusal() {
        assertThat(caller.get("/owner", HEADER, UNKNOWN).headers().allValues("Cache-Control"))
                .containsExactly("no-store");
        assertThat(caller.get("/owner", "Cookie", "isolario=" + UNKNOWN, "Accept", "text/html")
                        .headers()
                        .allValues("Cache-Control"))
                .containsExactly("no-store");
    }

    @Test
    void refusesASandboxThatHasEnded() {
        ManagedSandbox ana = open("ana");
        ana.finish();

        assertProblem(caller.get("/owner", HEADER, ana.id().value()), 410, gone(ana, "closed", "closed by its owner"));
        assertThat(application.threads).isEmpty();
    }

    @Test
    void refusesASandboxOfAnotherApplication() {
        try (SandboxRegistry shop = SandboxRegistry.builder("shop").build();
                ManagedSandbox ana = shop.open(SandboxOptions.builder("ana").build())) {
            assertProblem(
                    caller.get("/owner", HEADER, ana.id().value()),
                    410,
                    "{\"type\":\"urn:isolario:problem:foreign\",\"title\":\"Sandbox of another application\",\"status\":410,"
                            + "\"detail\":\"Sandbox " + ana.id()
                            + " belongs to application \\\"shop\\\", but application"
                            + " \\\"forum\\\" was asked for it. Open a sandbox in the application that is called, and send"
                            + " that one's carrier.\",\"sandbox\":\"" + ana.id() + "\",\"reason\":\"foreign\"}");
        }
        assertThat(application.threads).isEmpty();
    }
}
