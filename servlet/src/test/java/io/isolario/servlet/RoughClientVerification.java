package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.http.SandboxEndpoint;
import jakarta.servlet.AsyncContext;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that go away, repeat themselves or come late hurt neither their sandbox nor another. */
abstract class RoughClientVerification extends ContainerVerification {

    private String opened(String name) {
        return id(caller.post(API, "{\"name\":\"" + name + "\",\"drain\":\"30s\"}"));
    }

    private ManagedSandbox sandbox(String id) {
        return registry.find(SandboxId.parse(id));
    }

    private static String request(String method, String path, String id, String more) {
        return method + " /app" + path + " HTTP/1.1\r\nHost: localhost\r\n" + HEADER + ": " + id + "\r\n" + more
                + "\r\n";
    }

    @Test
    void survivesAClientThatGoesAwayWhileItsRequestIsHandled() throws Exception {
        String id = opened("ana");
        try (Socket socket = RawClient.connect(container.port())) {
            RawClient.send(socket, request("GET", "/held", id, ""));
            CountDownLatch released = taken(application.held.poll(30, TimeUnit.SECONDS));
            socket.setSoLinger(true, 0);
            socket.close();
            released.countDown();
        }

        sandbox(id).awaitQuiescence();
        assertThat(caller.get("/owner", HEADER, id).body()).isEqualTo("ana");
        assertThat(caller.delete(API + "/" + id).body()).contains("\"verdict\":\"clean\"");
    }

    @Test
    void survivesAClientThatGoesAwayInTheMiddleOfAnUpload() throws Exception {
        String id = opened("ana");
        try (Socket socket = RawClient.connect(container.port())) {
            RawClient.send(socket, request("POST", "/reads", id, "Content-Length: 1000000\r\n") + "a few bytes");
            taken(application.threads.poll(30, TimeUnit.SECONDS));
            socket.setSoLinger(true, 0);
        }

        sandbox(id).awaitQuiescence();
        assertThat(caller.get("/owner", HEADER, id).body()).isEqualTo("ana");
        assertThat(caller.delete(API + "/" + id).body()).contains("\"verdict\":\"clean\"");
    }

    @Test
    void handlesAnUploadOfSeveralPartsInItsSandbox() {
        String id = opened("ana");
        String body = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nBooks\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" + "x".repeat(5000)
                + "\r\n--b--\r\n";

        assertThat(caller.post("/upload", body, HEADER, id, "Content-Type", "multipart/form-data; boundary=b")
                        .body())
                .isEqualTo("ana title=5 file=5000");
        assertThat(caller.post("/upload", body, "Content-Type", "multipart/form-data; boundary=b")
                        .body())
                .isEqualTo("nobody title=5 file=5000");
    }

    @Test
    void endsAStreamOfEventsAsSoonAsItsSandboxEnds() throws Exception {
        String id = opened("ana");
        try (Socket socket = RawClient.connect(container.port())) {
            RawClient.send(socket, request("GET", "/events", id, ""));
            RawClient.readUntil(socket, "data: ana");
            taken(application.suspended.poll(30, TimeUnit.SECONDS));
            // An open stream is no work.
            sandbox(id).awaitQuiescence(Duration.ofSeconds(30));

            long start = System.nanoTime();
            HttpResponse<String> ended = caller.delete(API + "/" + id);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(ended.body()).contains("\"verdict\":\"clean\"");
            RawClient.readUntil(socket, "0\r\n\r\n");
        }
    }

    @Test
    void forgetsAStreamThatItsClientHasLeft() throws Exception {
        String id = opened("ana");
        AsyncContext stream;
        try (Socket socket = RawClient.connect(container.port())) {
            RawClient.send(socket, request("GET", "/events", id, ""));
            RawClient.readUntil(socket, "data: ana");
            stream = taken(application.suspended.poll(30, TimeUnit.SECONDS));
        }
        stream.complete();

        assertThat(caller.delete(API + "/" + id).body()).contains("\"verdict\":\"clean\"");
    }

    @Test
    void endsARequestThatWaitsForNothingAfterItsSandbox() throws Exception {
        String id = id(caller.post(API, "{\"name\":\"ana\",\"drain\":\"100ms\"}"));
        CompletableFuture<HttpResponse<String>> waits = caller.getLater("/suspends", HEADER, id);
        taken(application.suspended.poll(30, TimeUnit.SECONDS));
        awaitThreadBack();

        HttpResponse<String> ended = caller.delete(API + "/" + id);

        assertThat(ended.body()).contains("\"verdict\":\"failed\"").contains("GET /app/suspends (asynchronous)");
        assertThat(waits.get(15, TimeUnit.SECONDS).body()).isEmpty();
    }

    @Test
    void refusesACookieThatIsLeftFromASandboxThatHasEnded() {
        String id = opened("ana");
        caller.delete(API + "/" + id);

        HttpResponse<String> page =
                caller.get("/owner", "Cookie", "theme=dark; isolario=" + id, "Accept", "text/html,*/*;q=0.8");

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.body()).contains("<h1>Isolario: Sandbox ended</h1>").contains("it was closed by its owner");
    }

    @Test
    void saysThatASandboxIsUnknownWhenTheServerWasRestartedBetween() throws Exception {
        String id = opened("ana");
        container.close();
        registry.close();
        SandboxRegistry next = SandboxRegistry.builder("forum").build();
        container = containers().start(List.of(SandboxFilter.builder(next).build()), application);
        caller = Caller.at(container.port());

        HttpResponse<String> request = caller.get("/owner", HEADER, id);

        assertThat(request.statusCode()).isEqualTo(410);
        assertThat(request.body()).contains("the application was restarted since");
        assertThat(caller.delete(API + "/" + id).statusCode()).isEqualTo(404);
        assertThat(caller.post(API, "").statusCode()).isEqualTo(201);
        next.close();
        restart(filter -> filter);
        caller.get("/owner");
    }

    @Test
    void keepsTwoSandboxesOfOneConnectionApart() throws Exception {
        String ana = opened("ana");
        String bob = opened("bob");
        try (Socket socket = RawClient.connect(container.port())) {
            for (String name : List.of("ana", "bob", "ana")) {
                RawClient.send(socket, request("GET", "/owner", name.equals("ana") ? ana : bob, ""));
                RawClient.readUntil(socket, name);
            }
            caller.delete(API + "/" + ana);
            RawClient.send(socket, request("GET", "/owner", bob, ""));
            RawClient.readUntil(socket, "bob");
            RawClient.send(socket, request("GET", "/owner", ana, ""));
            RawClient.readUntil(socket, "HTTP/1.1 410");
        }
    }

    @Test
    void refusesWhatCarriesNoSandboxIfToldSo() throws Exception {
        restart(SandboxFilter.Builder::requireSandbox);
        String id = opened("ana");

        HttpResponse<String> refused = caller.get("/owner");

        assertThat(refused.statusCode()).isEqualTo(428);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"type\":\"urn:isolario:problem:no-carrier\",\"title\":\"No sandbox\",\"status\":428,\"detail\":"
                                + "\"The request carries no sandbox, and this application serves none without one. Open a sandbox"
                                + " (POST /isolario/sandboxes) and send one of its carriers, for example the header"
                                + " X-Isolario-Sandbox.\",\"reason\":\"no-carrier\"}");
        assertThat(caller.get("/owner", HEADER, id).body()).isEqualTo("ana");
        assertThat(SandboxEndpoint.builder(registry).build().header()).isEqualTo(HEADER);
    }
}
