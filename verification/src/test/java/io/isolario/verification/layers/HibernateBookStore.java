package io.isolario.verification.layers;

import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

/** Hibernate by its own bootstrap, as JPA provider. */
final class HibernateBookStore implements BookStore {

    private final SessionFactory sessions;

    HibernateBookStore(DataSource dataSource) {
        Configuration configuration = new Configuration().addAnnotatedClass(Book.class);
        configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
        configuration.setProperty(BatchSettings.STATEMENT_BATCH_SIZE, "20");
        sessions = configuration.buildSessionFactory();
    }

    @Override
    public long add(String title) {
        return sessions.fromTransaction(session -> insert(session, title));
    }

    private static long insert(Session session, String title) {
        Book book = new Book(title);
        session.persist(book);
        return book.id();
    }

    @Override
    public String titleOf(long id) {
        return sessions.fromSession(session -> session.find(Book.class, id).title());
    }

    @Override
    public boolean rename(long id, int version, String title) {
        try {
            sessions.inTransaction(session -> session.merge(new Book(id, version, title)));
            return true;
        } catch (OptimisticLockException changedMeanwhile) {
            return false;
        }
    }

    @Override
    public void addBoth(String first, String second) {
        sessions.inTransaction(session -> {
            insert(session, first);
            insert(session, second);
        });
    }

    @Override
    public void addAndRollBack(String title) {
        sessions.inTransaction(session -> {
            insert(session, title);
            session.flush();
            session.getTransaction().markRollbackOnly();
        });
    }

    @Override
    public void addAll(List<String> titles) {
        sessions.inTransaction(session -> titles.forEach(title -> insert(session, title)));
    }

    @Override
    public long count(int fetchSize) {
        return sessions.fromTransaction(session -> {
            try (Stream<Book> books = session.createSelectionQuery("from book", Book.class)
                    .setFetchSize(fetchSize)
                    .getResultStream()) {
                return books.count();
            }
        });
    }

    @Override
    public void close() {
        sessions.close();
    }
}
