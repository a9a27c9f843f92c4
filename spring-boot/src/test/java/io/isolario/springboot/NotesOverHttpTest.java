package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.event.Mail;
import io.isolario.springboot.notes.NotesApplication;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NotesTest
class NotesOverHttpTest {

    @LocalServerPort
    int port;

    NotesClient client;

    @BeforeEach
    void connect() {
        client = NotesClient.at(port);
    }

    @RepeatedTest(16)
    void seesOnlyWhatItWroteItself(ManagedSandbox sandbox) {
        client.post("/notes", "milk");

        assertThat(client.notes()).isEqualTo("[\"" + NotesApplication.SEED + "\",\"milk\"]");
    }

    @Test
    void keepsSixteenSandboxesApartThatAreOpenAtOnce(@Autowired SandboxRegistry registry) throws Exception {
        int number = 16;
        CyclicBarrier allHaveWritten = new CyclicBarrier(number);
        ExecutorService testers = Executors.newFixedThreadPool(number);

        List<Future<String>> seen = IntStream.range(0, number)
                .mapToObj(i -> testers.submit(() -> {
                    try (ManagedSandbox sandbox = registry.open(
                                    SandboxOptions.builder("tester " + i).build());
                            Scope scope = sandbox.enter()) {
                        client.post("/notes", "milk");
                        allHaveWritten.await(30, TimeUnit.SECONDS);
                        return client.notes();
                    }
                }))
                .toList();

        for (Future<String> each : seen) {
            assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo("[\"" + NotesApplication.SEED + "\",\"milk\"]");
        }
        testers.shutdown();
    }

    @Test
    void followsAsyncMethods(ManagedSandbox sandbox) {
        client.post("/notes/later", "bread");

        sandbox.awaitQuiescence();
        assertThat(client.notes()).isEqualTo("[\"" + NotesApplication.SEED + "\",\"bread\"]");
    }

    @Test
    void followsAnExecutorThatHasADecoratorOfItsOwn(ManagedSandbox sandbox) {
        client.post("/notes/printed", "bread");

        sandbox.awaitQuiescence();
        assertThat(client.notes()).isEqualTo("[\"" + NotesApplication.SEED + "\",\"BREAD\"]");
    }

    @Test
    void followsAsynchronousRequests(ManagedSandbox sandbox) {
        client.post("/notes/asynchronous", "bread");

        assertThat(client.notes()).isEqualTo("[\"" + NotesApplication.SEED + "\",\"bread\"]");
    }

    @Test
    void capturesMailsSentByOtherThreads(ManagedSandbox sandbox) {
        client.post("/notes/mailed", "eggs");

        assertThat(sandbox.mails().single())
                .isEqualTo(new Mail("notes@example.org", List.of("ana@example.org"), "eggs", "You noted: eggs", ""));
    }

    @Test
    void startsOneContextForAllSandboxedClasses() {
        assertThat(NotesApplication.STARTS).containsEntry("shared", 1);
    }

    @Nested
    class Inside {

        @Test
        void aNestedClassIsSandboxedToo(ManagedSandbox sandbox) {
            client.post("/notes", "honey");

            assertThat(client.notes()).isEqualTo("[\"" + NotesApplication.SEED + "\",\"honey\"]");
            assertThat(NotesApplication.STARTS).containsEntry("shared", 1);
        }
    }
}
