package com.example.shop;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The URL as a property, as with a PostgreSQLContainer in a static field. */
class GivenByPropertiesTest extends ShopTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> OwnPostgres.url("shop"));
        properties.add("spring.datasource.username", OwnPostgres::username);
        properties.add("spring.datasource.password", OwnPostgres::password);
    }
}
