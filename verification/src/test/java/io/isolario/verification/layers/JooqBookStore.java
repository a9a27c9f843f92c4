package io.isolario.verification.layers;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** jOOQ. */
final class JooqBookStore implements BookStore {

    private static final Table<Record> BOOK = table(name("book"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> TITLE = field(name("title"), String.class);
    private static final Field<Integer> VERSION = field(name("version"), Integer.class);

    private final DSLContext context;

    JooqBookStore(DataSource dataSource) {
        context = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    @Override
    public long add(String title) {
        return context.transactionResult(transaction -> insert(transaction.dsl(), title));
    }

    private static long insert(DSLContext dsl, String title) {
        return Objects.requireNonNull(
                        dsl.insertInto(BOOK, TITLE).values(title).returning(ID).fetchOne())
                .get(ID);
    }

    @Override
    public String titleOf(long id) {
        return Objects.requireNonNull(
                context.select(TITLE).from(BOOK).where(ID.eq(id)).fetchOne(TITLE));
    }

    @Override
    public boolean rename(long id, int version, String title) {
        return context.update(BOOK)
                        .set(TITLE, title)
                        .set(VERSION, VERSION.plus(1))
                        .where(ID.eq(id), VERSION.eq(version))
                        .execute()
                == 1;
    }

    @Override
    public void addBoth(String first, String second) {
        context.transaction(transaction -> {
            insert(transaction.dsl(), first);
            insert(transaction.dsl(), second);
        });
    }

    @Override
    public void addAndRollBack(String title) {
        try {
            context.transaction(transaction -> {
                insert(transaction.dsl(), title);
                throw new RollBack();
            });
        } catch (RollBack expected) {
            // How a transaction of jOOQ is told to roll back.
            return;
        }
        throw new AssertionError("The transaction was not rolled back");
    }

    private static final class RollBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void addAll(List<String> titles) {
        context.transaction(transaction -> transaction
                .dsl()
                .batch(titles.stream()
                        .map(title -> transaction.dsl().insertInto(BOOK, TITLE).values(title))
                        .toList())
                .execute());
    }

    @Override
    public long count(int fetchSize) {
        return context.transactionResult(transaction -> {
            try (Cursor<?> books = transaction
                    .dsl()
                    .select(TITLE)
                    .from(BOOK)
                    .fetchSize(fetchSize)
                    .fetchLazy()) {
                return books.stream().count();
            }
        });
    }
}
