package io.isolario.verification.layers;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** JDBI. */
final class JdbiBookStore implements BookStore {

    private final Jdbi jdbi;

    JdbiBookStore(DataSource dataSource) {
        jdbi = Jdbi.create(dataSource);
    }

    @Override
    public long add(String title) {
        return jdbi.inTransaction(handle -> insert(handle, title));
    }

    private static long insert(Handle handle, String title) {
        return handle.createUpdate("insert into book (title) values (:title)")
                .bind("title", title)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public String titleOf(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select title from book where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
    }

    @Override
    public boolean rename(long id, int version, String title) {
        String sql = "update book set title = :title, version = version + 1 where id = :id and version = :version";
        return jdbi.withHandle(handle -> handle.createUpdate(sql)
                        .bind("title", title)
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1);
    }

    @Override
    public void addBoth(String first, String second) {
        jdbi.useTransaction(handle -> {
            insert(handle, first);
            insert(handle, second);
        });
    }

    @Override
    public void addAndRollBack(String title) {
        jdbi.useTransaction(handle -> {
            insert(handle, title);
            handle.rollback();
        });
    }

    @Override
    public void addAll(List<String> titles) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into book (title) values (:title)");
            titles.forEach(title -> batch.bind("title", title).add());
            batch.execute();
        });
    }

    @Override
    public long count(int fetchSize) {
        return jdbi.inTransaction(handle -> {
            try (Stream<String> titles =
                    handle.createQuery("select title from book").setFetchSize(fetchSize).mapTo(String.class).stream()) {
                return titles.count();
            }
        });
    }
}
