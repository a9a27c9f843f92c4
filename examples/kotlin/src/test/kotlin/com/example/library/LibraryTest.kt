package com.example.library

import io.isolario.core.Sandbox
import io.isolario.junit.Sandboxed
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.RepeatedTest
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment
import org.springframework.core.ParameterizedTypeReference
import org.springframework.test.web.servlet.client.RestTestClient

/** All at once, all lending "Isolario" to "ana", against one application and one PostgreSQL. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@Sandboxed
class LibraryTest(@Autowired private val client: RestTestClient) {

    private val isolario = Loan("Isolario", "ana")

    @RepeatedTest(20)
    fun `lends a book`() {
        lend(isolario).expectStatus().isCreated

        assertThat(loans()).containsExactly(isolario)
    }

    @Test
    fun `lends a book once`() {
        lend(isolario).expectStatus().isCreated

        lend(Loan("Isolario", "bob")).expectStatus().isEqualTo(409)

        assertThat(loans()).containsExactly(isolario)
    }

    @Test
    fun `lends several books at a time`() {
        val wanted = listOf(isolario, Loan("Portolan", "ana"), Loan("Mappa Mundi", "ana"))

        post("/loans/several", wanted).expectStatus().isOk

        assertThat(loans()).containsExactlyInAnyOrderElementsOf(wanted)
    }

    @RepeatedTest(10)
    fun `remembers a loan after it has answered`(sandbox: Sandbox) {
        lend(isolario)

        sandbox.awaitQuiescence()

        assertThat(get<List<String>>("/history")).containsExactly("ana has Isolario")
    }

    private fun lend(loan: Loan) = post("/loans", loan)

    private fun loans() = get<List<Loan>>("/loans")

    private fun post(path: String, body: Any) = client.post().uri(path).body(body).exchange()

    private inline fun <reified T : Any> get(path: String): T =
        client.get().uri(path).exchange().expectBody(object : ParameterizedTypeReference<T>() {}).returnResult().responseBody!!
}
