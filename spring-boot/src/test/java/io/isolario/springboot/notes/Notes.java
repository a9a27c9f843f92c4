package io.isolario.springboot.notes;

import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class Notes {

    static final ThreadLocal<Boolean> UPPERCASE = ThreadLocal.withInitial(() -> false);

    private final JdbcClient jdbc;

    Notes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(String text) {
        String written = UPPERCASE.get() ? text.toUpperCase(Locale.ROOT) : text;
        jdbc.sql("insert into note (text) values (?)").param(written).update();
    }

    public List<String> all() {
        return jdbc.sql("select text from note order by id").query(String.class).list();
    }
}
