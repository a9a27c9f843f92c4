package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.CapacityExceededException;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sandboxes of which there can be two at once, since each needs something that there are two of. */
abstract class CapacityVerification extends ContainerVerification {

    @Override
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        Semaphore lanes = new Semaphore(2, true);
        return builder.resource(SandboxResource.named("lanes", Lane.class, sandbox -> new Lane(lanes)));
    }

    private static final class Lane implements ResourceSession {

        private final Semaphore lanes;
        private boolean taken;

        Lane(Semaphore lanes) {
            this.lanes = lanes;
        }

        @Override
        public void reserve(Duration patience) throws InterruptedException {
            taken = lanes.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!taken) {
                throw new CapacityExceededException(
                        "No lane within " + patience.toSeconds() + " s: all 2 are taken. Ways out: more lanes.",
                        new IllegalStateException("all are taken"));
            }
        }

        @Override
        public void release() {
            if (taken) {
                lanes.release();
            }
        }
    }

    @Test
    void saysWhoHasThemWhenAllAreTaken() {
        caller.post(API, "{\"name\":\"ana\"}");
        caller.post(API, "{\"name\":\"ben\"}");

        HttpResponse<String> refused = caller.post(API, "{\"name\":\"cid\",\"wait\":\"0\"}");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(pinned(refused.body()))
                .startsWith("{\"type\":\"urn:isolario:problem:no-place\",\"title\":\"No free place\",\"status\":503,"
                        + "\"detail\":\"No lane within 0 s: all 2 are taken. Ways out: more lanes. Over HTTP: end a"
                        + " sandbox that is no longer used, wait longer (\\\"wait\\\"), or let fewer be open at once"
                        + " (isolario.http.max-open). \\\"holders\\\" says who has them.\",\"reason\":\"no-place\","
                        + "\"holders\":[{")
                .contains("\"owner\":\"ana\"", "\"owner\":\"ben\"", "\"ageMs\":N")
                .doesNotContain("cid");
        assertThat(registry.openSandboxes()).hasSize(2);
    }

    @Test
    void waitsUntilOneIsGivenBack() throws Exception {
        String ana = id(caller.post(API, "{\"name\":\"ana\"}"));
        caller.post(API, "{\"name\":\"ben\"}");
        CompletableFuture<HttpResponse<String>> later =
                CompletableFuture.supplyAsync(() -> caller.post(API, "{\"name\":\"cid\",\"wait\":\"30s\"}"));

        assertThat(caller.delete(API + "/" + ana).statusCode()).isEqualTo(200);

        assertThat(later.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    }

    @Test
    void takesNoneFromWhoeverComesLaterByAnOpeningThatFailed() {
        String ana = id(caller.post(API, ""));
        caller.post(API, "");
        assertThat(caller.post(API, "{\"wait\":\"0\"}").statusCode()).isEqualTo(503);

        caller.delete(API + "/" + ana);

        assertThat(caller.post(API, "{\"wait\":\"0\"}").statusCode()).isEqualTo(201);
    }

    @Test
    void countsTheWaitForAPlaceAndForWhatASandboxNeedsTogether() throws Exception {
        restart(filter -> filter.maxOpen(2));
        caller.post(API, "");
        caller.post(API, "");

        assertThat(caller.post(API, "{\"wait\":\"10ms\"}").body())
                .contains("No sandbox could be opened within 10 ms: 2 are open");
    }
}
