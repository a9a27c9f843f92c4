/** Sandboxed access to databases below any framework: a DataSource to put above the application's pool. */
module io.isolario.jdbc {
    requires static com.zaxxer.hikari;
    requires static org.apache.commons.dbcp2;
    requires static org.mariadb.jdbc;
    requires static org.postgresql.jdbc;
    requires transitive io.isolario.core;
    requires transitive java.sql;
    requires java.management;
    requires static com.google.errorprone.annotations;
    requires org.slf4j;

    exports io.isolario.jdbc;
}
