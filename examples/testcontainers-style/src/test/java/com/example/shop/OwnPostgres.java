package com.example.shop;

import io.isolario.postgres.ThrowawayPostgres;

/** The server of this suite: started once, before the first context, as a static PostgreSQLContainer would be. */
final class OwnPostgres {

    private static final ThrowawayPostgres SERVER =
            ThrowawayPostgres.builder().unshared().start();

    private OwnPostgres() {}

    static String url(String database) {
        return SERVER.jdbcUrl(database);
    }

    static String username() {
        return SERVER.username();
    }

    static String password() {
        return SERVER.password();
    }

    /** Returns whether a URL leads to this server; each test has a database of its own there. */
    static boolean serves(String url) {
        String given = url("shop");
        return url.startsWith(given.substring(0, given.indexOf("/shop")));
    }
}
