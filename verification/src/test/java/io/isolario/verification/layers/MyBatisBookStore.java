package io.isolario.verification.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis. */
final class MyBatisBookStore implements BookStore {

    private final SqlSessionFactory sessions;

    MyBatisBookStore(DataSource dataSource) {
        Configuration configuration =
                new Configuration(new Environment("test", new JdbcTransactionFactory(), dataSource));
        configuration.addMapper(Books.class);
        sessions = new SqlSessionFactoryBuilder().build(configuration);
    }

    /** What MyBatis maps. */
    static final class Row {
        private long id;
        private final String title;

        Row(String title) {
            this.title = title;
        }

        public String getTitle() {
            return title;
        }

        public void setId(long value) {
            id = value;
        }
    }

    /** The statements. */
    interface Books {

        @Insert("insert into book (title) values (#{title})")
        @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
        void insert(Row row);

        @Select("select title from book where id = #{id}")
        String titleOf(long id);

        @Update("update book set title = #{title}, version = version + 1 where id = #{id} and version = #{version}")
        int rename(@Param("id") long id, @Param("version") int version, @Param("title") String title);

        @Select("select title from book")
        @Options(fetchSize = 10)
        Cursor<String> titles();
    }

    @Override
    public long add(String title) {
        try (SqlSession session = sessions.openSession()) {
            long id = insert(session, title);
            session.commit();
            return id;
        }
    }

    private static long insert(SqlSession session, String title) {
        Row row = new Row(title);
        session.getMapper(Books.class).insert(row);
        return row.id;
    }

    @Override
    public String titleOf(long id) {
        try (SqlSession session = sessions.openSession()) {
            return session.getMapper(Books.class).titleOf(id);
        }
    }

    @Override
    public boolean rename(long id, int version, String title) {
        try (SqlSession session = sessions.openSession(true)) {
            return session.getMapper(Books.class).rename(id, version, title) == 1;
        }
    }

    @Override
    public void addBoth(String first, String second) {
        try (SqlSession session = sessions.openSession()) {
            insert(session, first);
            insert(session, second);
            session.commit();
        }
    }

    @Override
    public void addAndRollBack(String title) {
        try (SqlSession session = sessions.openSession()) {
            insert(session, title);
            session.rollback();
        }
    }

    @Override
    public void addAll(List<String> titles) {
        try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
            Books books = session.getMapper(Books.class);
            titles.forEach(title -> books.insert(new Row(title)));
            session.commit();
        }
    }

    /** The fetch size stands in the mapper's annotation. */
    @Override
    public long count(int fetchSize) {
        try (SqlSession session = sessions.openSession();
                Cursor<String> titles = session.getMapper(Books.class).titles()) {
            return StreamSupport.stream(titles.spliterator(), false).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
