package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.junit.Sandboxed;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

/** All at once, all ordering the same "atlas", of which there are three. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@Sandboxed
abstract class ShopTests {

    @Autowired
    RestTestClient client;

    @RepeatedTest(20)
    void anOrderTakesOneFromStock() {
        order().expectStatus().isCreated();

        assertThat(stock()).isEqualTo(2);
    }

    @Test
    void theFourthOrderIsRefused() {
        order().expectStatus().isCreated();
        order().expectStatus().isCreated();
        order().expectStatus().isCreated();

        order().expectStatus().isEqualTo(409);

        assertThat(stock()).isZero();
    }

    @Test
    void theGivenServerIsUsed(@Autowired DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(OwnPostgres.serves(connection.getMetaData().getURL())).isTrue();
        }
    }

    private RestTestClient.ResponseSpec order() {
        return client.post().uri("/products/atlas/orders").exchange();
    }

    private int stock() {
        return client.get()
                .uri("/products/atlas/stock")
                .exchange()
                .expectBody(Integer.class)
                .returnResult()
                .getResponseBody();
    }
}
