package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can do with a sandbox that it has opened. */
class CallsTest extends EndpointFixture {

    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicBoolean markable = new AtomicBoolean(true);

    @Override
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder.resource(SandboxResource.named("resets", Resets.class, sandbox -> new Resets(this)));
    }

    private record Resets(CallsTest test) implements ResourceSession {
        @Override
        public void reset() {
            test.resets.incrementAndGet();
        }

        @Override
        public Optional<Mark> mark() {
            int now = test.resets.get();
            return test.markable.get() ? Optional.of(() -> test.resets.set(now)) : Optional.empty();
        }
    }

    @Test
    void listsTheSandboxesThatAreOpen() {
        String id = open("{\"name\":\"ana\"}");
        sandbox(id).journal().add(JournalKind.SQL, "select 1");

        assertThat(get(API).body())
                .contains("\"id\":\"" + id + "\",\"owner\":\"ana\",\"isolation\":\"transaction\",\"state\":\"open\"")
                .contains("\"lastActivity\":\"select 1\",\"lastSql\":\"select 1\"")
                .endsWith("\"highestNumberAtOnce\":1}");
    }

    @Test
    void showsASandboxThatATestOfThisJvmHasOpened() {
        ManagedSandbox sandbox = registry.open(SandboxOptions.builder("ana").build());

        assertThat(get(API + "/" + sandbox.id()).body())
                .isEqualTo("{\"id\":\"" + sandbox.id() + "\",\"owner\":\"ana\",\"isolation\":\"transaction\","
                        + "\"state\":\"open\",\"pendingWork\":[],"
                        + "\"counters\":{\"requests\":0,\"sql\":0,\"mails\":0}}");
    }

    @Test
    void keepsASandboxAliveByHeartbeats() {
        String id = open("{}");

        assertThat(post(API + "/" + id + "/heartbeat", "").status()).isEqualTo(204);
    }

    @Test
    void tellsWhetherASandboxIsIdleAndWhatIsOutstandingIfNot() {
        String id = open("{}");
        assertThat(post(API + "/" + id + "/quiescence?timeout=5s", "").body())
                .isEqualTo("{\"idle\":true,\"pending\":[],\"delayed\":[]}");

        Work work = sandbox(id).begin(WorkKind.TASK, "sends a mail");
        ApiResponse busy = post(API + "/" + id + "/quiescence?timeout=10ms", "");
        work.end();

        assertThat(busy.status()).isEqualTo(200);
        assertThat(busy.body())
                .startsWith("{\"idle\":false,\"pending\":[{\"kind\":\"task\",\"description\":\"sends a mail\",")
                .contains("CallsTest.tellsWhetherASandboxIsIdleAndWhatIsOutstandingIfNot");
        assertThat(detail(post(API + "/" + id + "/quiescence?timeout=soon", "")))
                .isEqualTo(
                        "\"timeout\" is \"soon\", which is no length of time. Send a number with its unit, as in 500ms,"
                                + " 60s or 10m, or 0 for none; at most 24h.");
    }

    @Test
    void resetsASandboxAndAnswersWhenThatIsDone() {
        String id = open("{\"drain\":\"10ms\"}");

        assertThat(post(API + "/" + id + "/reset", "").body()).isEqualTo("{\"reset\":true}");
        assertThat(resets).hasValue(1);

        Work work = sandbox(id).begin(WorkKind.TASK, "sends a mail");
        ApiResponse busy = post(API + "/" + id + "/reset", "");
        work.end();

        assertThat(busy.status()).isEqualTo(409);
        assertThat(detail(busy))
                .startsWith("Sandbox \"remote client 127.0.0.1\"")
                .contains("is not quiescent after 10 ms");
    }

    @Test
    void goesBackToACheckpoint() {
        String id = open("{}");

        assertThat(post(API + "/" + id + "/checkpoints/a", "").body()).isEqualTo("{\"checkpoint\":\"a\"}");
        resets.set(7);
        assertThat(post(API + "/" + id + "/checkpoints/a/restore", "").body()).isEqualTo("{\"checkpoint\":\"a\"}");

        assertThat(resets).hasValue(0);
        assertThat(post(API + "/" + id + "/checkpoints/b/restore", "").status()).isEqualTo(404);
    }

    @Test
    void saysWhyThereIsNoCheckpoint() {
        String id = open("{}");
        markable.set(false);

        ApiResponse answer = post(API + "/" + id + "/checkpoints/a", "");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(detail(answer)).contains("resets");
    }

    @Test
    void tellsAtTheEndWhatWasLate() {
        String id = open("{\"drain\":\"10ms\"}");
        Work work = sandbox(id).begin(WorkKind.TASK, "sends a mail");

        ApiResponse verdict = call("DELETE", API + "/" + id + "?outcome=passed&drain=20ms", "");
        work.end();

        assertThat(verdict.status()).isEqualTo(200);
        assertThat(members(verdict).get("verdict")).isEqualTo("failed");
        assertThat(members(verdict).get("lateWork"))
                .asInstanceOf(LIST)
                .singleElement()
                .asString()
                .contains("sends a mail");
        assertThat(members(verdict).get("leaks")).asInstanceOf(LIST).isEmpty();
    }

    @Test
    void waitsLongerForOutstandingWorkWhenToldSo() {
        String id = open("{\"drain\":\"0\"}");
        Work work = sandbox(id).begin(WorkKind.TASK, "sends a mail");
        Thread ends = new Thread(work::end);
        ends.start();

        assertThat(members(call("DELETE", API + "/" + id + "?drain=30s", "")).get("lateWork"))
                .asInstanceOf(LIST)
                .isEmpty();
    }

    @Test
    void answersWithoutABodyWhenThatIsPreferred() {
        String id = open("{}");

        assertThat(call("DELETE", API + "/" + id, "", "Prefer", "return=minimal")
                        .status())
                .isEqualTo(204);
        assertThat(members(call("DELETE", API + "/" + id, "")).get("alreadyEnded"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET ",
                "POST /heartbeat",
                "POST /quiescence",
                "POST /reset",
                "POST /steps",
                "POST /scenarios/x",
                "POST /factories/x",
                "POST /login",
                "GET /mails",
                "GET /journal",
                "GET /requests",
                "GET /sql",
                "GET /tasks",
                "GET /logs",
                "GET /stubs",
                "PUT /stubs",
                "GET /clock",
                "PUT /clock",
                "POST /checkpoints/x",
                "POST /checkpoints/x/restore"
            })
    void tellsNoCallOfASandboxThatIsNotThere(String route) {
        String[] call = route.split(" ", 2);
        String id = open("{}");
        sandbox(id).finish();

        assertThat(call(call[0], API + "/" + id + call[1], "").status()).isEqualTo(410);
        assertThat(call(call[0], API + "/" + "f".repeat(32) + call[1], "").status())
                .isEqualTo(404);
        assertThat(call(call[0], API + "/ana" + call[1], "").status()).isEqualTo(400);
    }

    @Test
    void saysWhatThereIsNot() {
        ApiResponse answer = get(API + "/" + open("{}") + "/moods");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(detail(answer)).endsWith("/moods. GET /isolario/openapi.json describes what it has.");
    }

    @Test
    void showsAPageToABrowser() {
        ApiResponse page = call("GET", API + "/<script>", "", "Accept", "text/html,application/xhtml+xml");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("Malformed sandbox id &quot;&lt;script&gt;&quot;")
                .doesNotContain("<script>");
    }

    @Test
    void endsASandboxThatNobodyUsesAndTellsWhy() throws Exception {
        String id = open("{\"ttl\":\"50ms\",\"name\":\"ana\"}");
        ManagedSandbox sandbox = sandbox(id);
        CountDownLatch ending = new CountDownLatch(1);
        sandbox.onClose(ending::countDown);
        assertThat(ending.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sandbox.finish().lifetime()).isLessThan(Duration.ofSeconds(30));

        assertThat(members(get(API + "/" + id)).get("reason")).isEqualTo("idle-timeout");
    }
}
