package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.junit.Sandboxed;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** All at once, all with the note "milk", against one Netty and one PostgreSQL. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
@Sandboxed
class NotesTest {

    @Autowired
    WebTestClient client;

    @RepeatedTest(20)
    void keepsANote() {
        add("milk").expectStatus().isCreated();

        assertThat(notes()).containsExactly("milk");
    }

    @Test
    void refusesTheSameNoteTwice() {
        add("milk").expectStatus().isCreated();

        add("milk").expectStatus().isEqualTo(409);

        assertThat(notes()).containsExactly("milk");
    }

    @Test
    void beginsWithoutNotes() {
        assertThat(notes()).isEmpty();
    }

    @Test
    void addsALineEachOnSeveralThreads() {
        client.post()
                .uri("/notes/lines")
                .bodyValue("milk\nbread\nsalt\ntea\nhoney\nrice")
                .exchange()
                .expectBody(Long.class)
                .isEqualTo(6L);

        assertThat(notes()).containsExactlyInAnyOrder("milk", "bread", "salt", "tea", "honey", "rice");
    }

    private WebTestClient.ResponseSpec add(String text) {
        return client.post().uri("/notes").bodyValue(text).exchange();
    }

    private List<String> notes() {
        List<Note> notes = client.get()
                .uri("/notes")
                .exchange()
                .expectBodyList(Note.class)
                .returnResult()
                .getResponseBody();
        return notes.stream().map(Note::text).toList();
    }
}
