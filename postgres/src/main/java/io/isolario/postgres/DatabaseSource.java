package io.isolario.postgres;

/** Where databases come from: a shared throwaway server, or one that the user named. */
sealed interface DatabaseSource extends AutoCloseable permits GivenUrl, SharedServer {

    String jdbcUrl(String name);

    String username();

    String password();

    @Override
    void close();
}
