package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Requests run in the sandboxes that they carry. */
abstract class BindingVerification extends ContainerVerification {

    /** Whoever has no client that carries a sandbox sees it in the report of the test. */
    @Test
    void tellsTheOpenSandboxesOfARequestThatCarriesNone() {
        ManagedSandbox ana = open("ana");

        caller.get("/owner", "User-Agent", "an old client");

        assertThat(ana.journal().entries(JournalKind.UNOWNED))
                .extracting(JournalEntry::text)
                .containsExactly("a request without a sandbox reads the baseline: GET /owner, sent by an old client");
    }

    @Test
    void runsARequestInTheSandboxThatItCarries() {
        ManagedSandbox ana = open("ana");
        String id = ana.id().value();

        HttpResponse<String> response = caller.get("/owner", HEADER, id);

        assertThat(response.body()).isEqualTo("ana");
        assertThat(response.headers().firstValue(HEADER)).contains(id);
        assertThat(caller.get("/owner", "baggage", "a=b,isolario=" + id).body()).isEqualTo("ana");
        assertThat(caller.get("/owner", "Cookie", "a=b; isolario=" + id).body()).isEqualTo("ana");
        assertThat(caller.get("/owner", "User-Agent", "Mozilla/5.0 isolario/" + id)
                        .body())
                .isEqualTo("ana");
        assertThat(caller.get("/forwards", HEADER, id).body()).isEqualTo("ana");
    }

    @Test
    void passesARequestThatCarriesNoSandbox() {
        HttpResponse<String> response = caller.get("/owner");

        assertThat(response.body()).isEqualTo("nobody");
        assertThat(response.headers().firstValue(HEADER)).isEmpty();
    }

    @Test
    void saysThatWhatIsAnsweredDependsOnWhatIsCarried() {
        String id = open("ana").id().value();
        String carriers = "baggage, Cookie, User-Agent, X-Isolario-Sandbox";

        HttpResponse<String> kept = caller.get("/kept", "Cookie", "isolario=" + id);

        assertThat(kept.headers().allValues("Vary")).containsExactly(carriers, "Accept");
        assertThat(kept.headers().allValues("Cache-Control"))
                .as("as the application has it")
                .containsExactly("max-age=3600");
        for (String path : List.of("/owner", "/forwards", "/fails", "/dispatches")) {
            assertThat(caller.get(path).headers().allValues("Vary")).as(path).containsExactly(carriers);
            assertThat(caller.get(path, HEADER, id).headers().allValues("Vary"))
                    .as(path + " in a sandbox")
                    .containsExactly(carriers);
        }
        // A page of the container's own, which may have taken all headers back and be kept by nobody.
        HttpHeaders none = caller.get("/none", HEADER, id).headers();
        assertThat(none.allValues("Vary").contains(carriers)
                        || none.firstValue("Cache-Control").orElse("").contains("no-store"))
                .as(none.toString())
                .isTrue();
    }

    @Test
    void leavesAThreadInItsSandboxUnlessTheRequestCarriesAnother() {
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");

        assertThat(caller.get("/owner", "X-Test-Thread-Is-In", ana.id().value()).body())
                .isEqualTo("ana");
        assertThat(caller.get(
                                "/owner",
                                "X-Test-Thread-Is-In",
                                ana.id().value(),
                                HEADER,
                                bob.id().value())
                        .body())
                .isEqualTo("bob");
    }

    @Test
    void takesAnotherHeaderIfToldSo() throws Exception {
        restart(filter -> filter.header("X-Test-Run"));
        ManagedSandbox ana = open("ana");

        assertThat(caller.get("/owner", "X-Test-Run", ana.id().value()).body()).isEqualTo("ana");
        assertThat(caller.get("/owner", HEADER, ana.id().value()).body()).isEqualTo("nobody");
    }

    @Test
    void bindsEachRequestOfOneConnectionForItself() throws Exception {
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), container.port())) {
            for (int round = 0; round < 5; round++) {
                assertThat(exchange(socket, HEADER + ": " + ana.id() + "\r\n")).isEqualTo("ana");
                assertThat(exchange(socket, "")).isEqualTo("nobody");
                assertThat(exchange(socket, HEADER + ": " + bob.id() + "\r\n")).isEqualTo("bob");
            }
        }
    }

    private static String exchange(Socket socket, String header) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("GET /app/owner HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        int length = -1;
        boolean chunked = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            length = lower.startsWith("content-length:")
                    ? Integer.parseInt(lower.substring(15).strip())
                    : length;
            chunked |= lower.startsWith("transfer-encoding:");
        }
        if (chunked) {
            String chunk = in.readLine();
            in.readLine();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // The last chunk, which is empty.
            }
            return chunk;
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            read += in.read(body, read, length - read);
        }
        return new String(body);
    }

    @Test
    void writesEachRequestToTheJournal() {
        ManagedSandbox ana = open("ana");

        caller.get("/owner?q=1", HEADER, ana.id().value());
        caller.get("/dispatches", HEADER, ana.id().value());
        caller.get("/nowhere", HEADER, ana.id().value());
        ana.finish();

        assertThat(ana.journal().entries(JournalKind.REQUEST))
                .extracting(JournalEntry::text)
                .map(text -> text.replaceAll("[0-9]+ ms", "N ms"))
                .containsExactly(
                        "GET /app/owner -> 200 in N ms",
                        "GET /app/dispatches -> 200 in N ms",
                        "GET /app/nowhere -> 404 in N ms");
    }

    @Test
    void runsTheErrorPageInTheSandboxOfTheRequestThatFailed() {
        ManagedSandbox ana = open("ana");

        HttpResponse<String> response = caller.get("/fails", HEADER, ana.id().value());

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("error page of ana");
        assertThat(caller.get("/owner").body()).isEqualTo("nobody");
        assertThat(ana.finish().problems()).isEmpty();
        assertThat(ana.journal().entries(JournalKind.REQUEST))
                .extracting(JournalEntry::text)
                .singleElement()
                .asString()
                .matches(
                        "GET /app/fails -> (jakarta.servlet.ServletException|java.lang.IllegalStateException): .* in [0-9]+ ms");
    }
}
