package com.example.shop;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The URL as a bean, which is what {@code @ServiceConnection} makes of a container. */
class GivenByConnectionDetailsTest extends ShopTests {

    @TestConfiguration
    static class Database {

        @Bean
        JdbcConnectionDetails database() {
            return new JdbcConnectionDetails() {

                @Override
                public String getJdbcUrl() {
                    return OwnPostgres.url("shop_details");
                }

                @Override
                public String getUsername() {
                    return OwnPostgres.username();
                }

                @Override
                public String getPassword() {
                    return OwnPostgres.password();
                }
            };
        }
    }
}
