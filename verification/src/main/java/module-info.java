/** The conformance kit: abstract tests, one per law, to run against a pool, a dialect or an isolation. */
module io.isolario.verification {
    requires static org.postgresql.jdbc;
    requires transitive io.isolario.core;
    requires transitive io.isolario.jdbc;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports io.isolario.verification;
}
