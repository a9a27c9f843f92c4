package io.isolario.springboot.boot4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.isolario.core.ManagedSandbox;
import io.isolario.junit.Sandboxed;
import io.isolario.springboot.notes.NotesApplication;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The clients that Boot 4 gives to a test. */
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:boot4")
@AutoConfigureMockMvc
@AutoConfigureRestTestClient
@AutoConfigureTestRestTemplate
@AutoConfigureWebTestClient
@Sandboxed
class TestClientsOfBoot4Test {

    private static final String EXPECTED = "[\"" + NotesApplication.SEED + "\",\"milk\"]";

    @RepeatedTest(3)
    void testRestTemplateCarriesTheSandbox(ManagedSandbox sandbox, @Autowired TestRestTemplate client) {
        client.postForLocation("/notes", "milk");

        assertThat(client.getForObject("/notes", String.class)).isEqualTo(EXPECTED);
    }

    @RepeatedTest(3)
    void restTestClientCarriesTheSandbox(ManagedSandbox sandbox, @Autowired RestTestClient client) {
        client.post().uri("/notes").body("milk").exchange().expectStatus().isOk();

        client.get().uri("/notes").exchange().expectBody(String.class).isEqualTo(EXPECTED);
    }

    @RepeatedTest(3)
    void webTestClientCarriesTheSandbox(ManagedSandbox sandbox, @Autowired WebTestClient client) {
        client.post().uri("/notes").bodyValue("milk").exchange().expectStatus().isOk();

        client.get().uri("/notes").exchange().expectBody(String.class).isEqualTo(EXPECTED);
    }

    @RepeatedTest(3)
    void mockMvcRunsInTheSandbox(ManagedSandbox sandbox, @Autowired MockMvc mvc, @Autowired TestRestTemplate client)
            throws Exception {
        mvc.perform(post("/notes").content("milk")).andExpect(status().isOk());

        assertThat(client.getForObject("/notes", String.class)).isEqualTo(EXPECTED);
    }
}
