/** A throwaway PostgreSQL in one line, from the embedded binaries, without Docker. */
module io.isolario.postgres {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires java.sql;
    requires org.slf4j;
    requires org.tukaani.xz;

    exports io.isolario.postgres;
}
