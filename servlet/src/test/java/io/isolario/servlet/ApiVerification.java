package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Clients outside the JVM open, look at and end sandboxes. */
abstract class ApiVerification extends ContainerVerification {

    @Test
    void opensShowsAndEndsASandbox() {
        HttpResponse<String> opened = caller.post(API, "{\"name\":\"checkout › pays\",\"isolation\":\"database\"}");
        String id = id(opened);

        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(opened.headers().firstValue("Location")).contains("/app" + API + "/" + id);
        assertThat(opened.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(pinned(opened.body()))
                .isEqualTo(
                        "{\"id\":\"" + id + "\",\"owner\":\"checkout › pays\",\"isolation\":\"database\",\"carriers\":{"
                                + "\"header\":{\"name\":\"X-Isolario-Sandbox\",\"value\":\"" + id
                                + "\"},\"baggage\":\"isolario="
                                + id + "\",\"cookie\":\"isolario=" + id + "\",\"userAgentSuffix\":\"isolario/" + id
                                + "\",\"pathPrefix\":\"/app/isolario/in/" + id
                                + "\"},\"idleTimeoutMs\":60000,\"maxLifetimeMs\":600000,\"expiresAt\":\"T\",\"waitedMs\":N,"
                                + "\"scenarioResults\":[],\"warnings\":[],\"links\":{\"self\":\"/app" + API + "/" + id
                                + "\",\"catalog\":\"/app/isolario/catalog\",\"openapi\":\"/app/isolario/openapi.json\"}}");
        assertThat(caller.get("/owner", HEADER, id).body()).isEqualTo("checkout › pays");
        assertThat(pinned(caller.get(API + "/" + id).body()))
                .isEqualTo("{\"id\":\"" + id + "\",\"owner\":\"checkout › pays\",\"isolation\":\"database\","
                        + "\"state\":\"open\",\"pendingWork\":[],\"counters\":{\"requests\":1,\"sql\":0,\"mails\":0},"
                        + "\"idleTimeoutMs\":60000,\"maxLifetimeMs\":600000,\"expiresAt\":\"T\"}");

        HttpResponse<String> ended = caller.delete(API + "/" + id + "?outcome=passed&drain=1s");

        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(pinned(ended.body()))
                .isEqualTo(
                        "{\"id\":\"" + id + "\",\"owner\":\"checkout › pays\",\"verdict\":\"clean\",\"outcome\":"
                                + "\"passed\",\"reason\":\"closed\",\"problems\":[],\"leaks\":[],\"lateWork\":[],\"mismatches\":[],"
                                + "\"counters\":{\"requests\":1,\"sql\":0,\"mails\":0},\"lifetimeMs\":N,\"alreadyEnded\":false}");
        assertThat(caller.get("/owner", HEADER, id).statusCode()).isEqualTo(410);
        assertThat(caller.get(API + "/" + id).statusCode()).isEqualTo(410);
    }

    @Test
    void opensASandboxWithoutABody() {
        assertThat(caller.post(API, "").body())
                .contains("\"owner\":\"remote client 127.0.0.1\",\"isolation\":\"transaction\"");
    }

    @Test
    void tellsAgainHowASandboxEnded() {
        stubs.unmet = List.of("GET /users was expected, but never called.");
        String id = id(caller.post(API, "{\"name\":\"ana\"}"));
        String verdict = "{\"id\":\"" + id + "\",\"owner\":\"ana\",\"verdict\":\"failed\",\"reason\":\"closed\","
                + "\"problems\":[{\"kind\":\"verification\",\"message\":\"GET /users was expected, but never called.\"}],"
                + "\"leaks\":[],\"lateWork\":[],\"mismatches\":[\"GET /users was expected, but never called.\"],"
                + "\"counters\":{\"requests\":0,\"sql\":0,\"mails\":0},\"lifetimeMs\":N,\"alreadyEnded\":";

        assertThat(pinned(caller.delete(API + "/" + id).body())).isEqualTo(verdict + "false}");
        assertThat(pinned(caller.delete(API + "/" + id).body())).isEqualTo(verdict + "true}");
    }

    @RepeatedTest(20)
    void endsASandboxOnceHoweverManyAskForIt() {
        String id = id(caller.post(API, "{\"name\":\"ana\"}"));

        List<CompletableFuture<HttpResponse<String>>> all = Stream.generate(() -> caller.deleteLater(API + "/" + id))
                .limit(6)
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .containsOnly(200);
        assertThat(all.stream().filter(each -> each.join().body().contains("\"alreadyEnded\":false")))
                .hasSize(1);
    }

    @Test
    void waitsForARequestBeforeItEndsItsSandbox() throws Exception {
        String id = id(caller.post(API, "{\"name\":\"ana\"}"));
        CompletableFuture<HttpResponse<String>> held = caller.getLater("/held", HEADER, id);
        CountDownLatch released = taken(application.held.poll(30, TimeUnit.SECONDS));
        ManagedSandbox sandbox = registry.find(SandboxId.parse(id));
        CountDownLatch ending = new CountDownLatch(1);
        sandbox.onClose(ending::countDown);

        CompletableFuture<HttpResponse<String>> end = caller.deleteLater(API + "/" + id);
        assertThat(ending.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(caller.get(API + "/" + id).body())
                .contains("\"state\":\"draining\",\"pendingWork\":[\"GET /app/held\"]");
        released.countDown();

        assertThat(held.get(30, TimeUnit.SECONDS).body()).isEqualTo("ana");
        assertThat(end.get(30, TimeUnit.SECONDS).body()).contains("\"verdict\":\"clean\"");
    }

    @Test
    void endsASandboxThatNobodyUses() throws Exception {
        restart(filter -> filter.idleTimeout(Duration.ofMillis(400)));
        String id = id(caller.post(API, "{\"name\":\"ana\"}"));
        ManagedSandbox sandbox = registry.find(SandboxId.parse(id));
        CountDownLatch ending = new CountDownLatch(1);
        sandbox.onClose(ending::countDown);

        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(1200)) {
            assertThat(caller.get("/owner", HEADER, id).body()).isEqualTo("ana");
        }
        assertThat(ending.await(30, TimeUnit.SECONDS)).isTrue();
        sandbox.finish();

        assertProblem(
                caller.get("/owner", HEADER, id), 410, gone(sandbox, "idle-timeout", "ended by the idle timeout"));
        assertThat(pinned(caller.delete(API + "/" + id).body()))
                .startsWith("{\"id\":\"" + id
                        + "\",\"owner\":\"ana\",\"verdict\":\"failed\",\"reason\":\"idle-timeout\",\"problems\":[{"
                        + "\"kind\":\"timeout\",\"message\":\"The sandbox was ended by the idle timeout of 400 ms: nobody"
                        + " used it for that long. Set SandboxOptions.idleTimeout to more, or to zero for none.\"}],")
                .endsWith("\"alreadyEnded\":true}");
    }
}
