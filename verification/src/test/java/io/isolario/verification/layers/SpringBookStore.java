package io.isolario.verification.layers;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JdbcClient. */
final class SpringBookStore implements BookStore {

    private final JdbcClient client;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;

    SpringBookStore(DataSource dataSource) {
        template = new JdbcTemplate(dataSource);
        client = JdbcClient.create(template);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public long add(String title) {
        return Objects.requireNonNull(transactions.execute(status -> insert(title)));
    }

    private long insert(String title) {
        KeyHolder keys = new GeneratedKeyHolder();
        client.sql("insert into book (title) values (:title)")
                .param("title", title)
                .update(keys, "id");
        return Objects.requireNonNull(keys.getKeyAs(Long.class));
    }

    @Override
    public String titleOf(long id) {
        return client.sql("select title from book where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Override
    public boolean rename(long id, int version, String title) {
        return client.sql("update book set title = ?, version = version + 1 where id = ? and version = ?")
                        .params(title, id, version)
                        .update()
                == 1;
    }

    @Override
    public void addBoth(String first, String second) {
        transactions.executeWithoutResult(status -> {
            insert(first);
            insert(second);
        });
    }

    @Override
    public void addAndRollBack(String title) {
        transactions.executeWithoutResult(status -> {
            insert(title);
            status.setRollbackOnly();
        });
    }

    @Override
    public void addAll(List<String> titles) {
        transactions.executeWithoutResult(status -> template.batchUpdate(
                "insert into book (title) values (?)",
                titles.stream().map(title -> new Object[] {title}).toList()));
    }

    @Override
    public long count(int fetchSize) {
        template.setFetchSize(fetchSize);
        return Objects.requireNonNull(transactions.execute(status -> {
            try (Stream<String> titles = client.sql("select title from book").query(String.class).stream()) {
                return titles.count();
            }
        }));
    }
}
