package io.isolario.examples.forum.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class MessageStore {

    private static final String SELECT =
            """
            select m.id, r.name as room, a.login as author, m.body, m.posted_at, m.edited_at
            from messages m join rooms r on r.id = m.room_id left join accounts a on a.id = m.author_id
            """;

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long insert(long roomId, long authorId, String text, Instant postedAt) {
        return jdbc.sql("insert into messages (room_id, author_id, body, posted_at) values (?, ?, ?, ?) returning id")
                .params(roomId, authorId, text, Timestamp.from(postedAt))
                .query(Long.class)
                .single();
    }

    Optional<Message> find(long id) {
        return jdbc.sql(SELECT + "where m.id = ?")
                .param(id)
                .query(MessageStore::map)
                .optional();
    }

    List<Message> newestFirst(long roomId, long before, int limit) {
        return jdbc.sql(SELECT + "where m.room_id = ? and m.id < ? order by m.id desc limit ?")
                .params(roomId, before, limit)
                .query(MessageStore::map)
                .list();
    }

    List<Message> search(long accountId, String words, int limit) {
        String pattern = "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return jdbc.sql(
                        SELECT
                                + """
                                join room_members rm on rm.room_id = m.room_id and rm.account_id = ?
                                where m.body ilike ? order by m.id desc limit ?
                                """)
                .params(accountId, pattern, limit)
                .query(MessageStore::map)
                .list();
    }

    void edit(long id, String text, Instant editedAt) {
        jdbc.sql("update messages set body = ?, edited_at = ? where id = ?")
                .params(text, Timestamp.from(editedAt), id)
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from messages where id = ?").param(id).update();
    }

    long unread(long roomId, long accountId) {
        return jdbc.sql(
                        """
                        select count(*) from messages m
                        left join read_marks k on k.room_id = m.room_id and k.account_id = :account
                        where m.room_id = :room and m.id > coalesce(k.last_message_id, 0)
                          and m.author_id is distinct from :account
                        """)
                .param("room", roomId)
                .param("account", accountId)
                .query(Long.class)
                .single();
    }

    void markRead(long roomId, long accountId, long lastMessageId) {
        jdbc.sql(
                        """
                        insert into read_marks (room_id, account_id, last_message_id) values (?, ?, ?)
                        on conflict (room_id, account_id) do update
                        set last_message_id = greatest(read_marks.last_message_id, excluded.last_message_id)
                        """)
                .params(roomId, accountId, lastMessageId)
                .update();
    }

    private static Message map(ResultSet row, int number) throws SQLException {
        Timestamp editedAt = row.getTimestamp("edited_at");
        return new Message(
                row.getLong("id"),
                row.getString("room"),
                row.getString("author"),
                row.getString("body"),
                row.getTimestamp("posted_at").toInstant(),
                editedAt == null ? null : editedAt.toInstant());
    }
}
