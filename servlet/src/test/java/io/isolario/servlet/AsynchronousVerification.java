package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.work.WorkKind;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Asynchronous requests stay in their sandboxes, and are waited for. */
abstract class AsynchronousVerification extends ContainerVerification {

    @Test
    void runsEachDispatchOfAnAsynchronousRequestInItsSandbox() {
        ManagedSandbox ana = open("ana");

        assertThat(caller.get("/dispatches", HEADER, ana.id().value()).body()).isEqualTo("ana then ana");
        ana.awaitQuiescence();
    }

    @Test
    void countsAnAsynchronousRequestAsWorkUntilItIsComplete() throws Exception {
        ManagedSandbox ana = open("ana");
        CompletableFuture<HttpResponse<String>> later =
                caller.getLater("/suspends", HEADER, ana.id().value());
        AsyncContext suspended = taken(application.suspended.poll(30, TimeUnit.SECONDS));
        Thread handler = taken(application.threads.poll(30, TimeUnit.SECONDS));
        awaitThreadBack();

        assertThat(ana.pendingWork()).singleElement().satisfies(work -> {
            assertThat(work.kind()).isEqualTo(WorkKind.REQUEST);
            assertThat(work.description()).isEqualTo("GET /app/suspends (asynchronous)");
            assertThat(work.runningOn()).isEmpty();
            assertThat(work.submittedBy()).isEqualTo(handler.getName());
        });
        Application.write((HttpServletResponse) suspended.getResponse(), "done");
        suspended.complete();

        assertThat(later.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
        ana.awaitQuiescence();
    }

    @Test
    void refusesADispatchWhoseSandboxHasEndedMeanwhile() throws Exception {
        ManagedSandbox ana = registry.open(
                SandboxOptions.builder("ana").drainTimeout(Duration.ZERO).build());
        AtomicReference<AsyncContext> request = new AtomicReference<>();
        // Before the request is ended, which has been suspended later.
        ana.onEnded(() -> taken(request.get()).dispatch("/owner"));
        CompletableFuture<HttpResponse<String>> later =
                caller.getLater("/suspends", HEADER, ana.id().value());
        request.set(taken(application.suspended.poll(30, TimeUnit.SECONDS)));
        awaitThreadBack();

        assertThat(ana.finish().problems()).hasSize(1);

        HttpResponse<String> response = later.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("\"reason\":\"closed\"");
        assertThat(application.threads).hasSize(1);
    }

    @Test
    void endsARequestThatWaitsForNothingAfterItsSandbox() throws Exception {
        ManagedSandbox ana = registry.open(
                SandboxOptions.builder("ana").drainTimeout(Duration.ZERO).build());
        CompletableFuture<HttpResponse<String>> waits =
                caller.getLater("/suspends", HEADER, ana.id().value());
        taken(application.suspended.poll(30, TimeUnit.SECONDS));
        awaitThreadBack();

        assertThat(ana.finish().problems()).hasSize(1);

        assertThat(waits.get(15, TimeUnit.SECONDS).body()).isEmpty();
    }

    @Test
    void endsARequestThatIsSuspendedWhenItsSandboxHasEnded() throws Exception {
        ManagedSandbox ana = registry.open(
                SandboxOptions.builder("ana").drainTimeout(Duration.ZERO).build());
        CompletableFuture<HttpResponse<String>> waits =
                caller.getLater("/held-and-suspends", HEADER, ana.id().value());
        CountDownLatch held = taken(application.held.poll(30, TimeUnit.SECONDS));

        assertThat(ana.finish().problems()).hasSize(1);
        held.countDown();

        assertThat(waits.get(15, TimeUnit.SECONDS).body()).isNotNull();
    }

    @Test
    void endsTheWorkOfAnAsynchronousRequestThatTimesOut() {
        ManagedSandbox ana = open("ana");

        assertThat(caller.get("/times-out", HEADER, ana.id().value()).body()).isEqualTo("timed out");

        ana.awaitQuiescence();
        assertThat(ana.journal().entries(JournalKind.REQUEST))
                .extracting(JournalEntry::text)
                .map(text -> text.replaceAll("[0-9]+ ms", "N ms"))
                .containsExactly("GET /app/times-out timed out", "GET /app/times-out -> 200 in N ms");
    }
}
