package io.isolario.examples.forum.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoomStore {

    record Member(String login, String displayName, Instant joinedAt) {}

    private static final String SELECT =
            """
            select r.id, r.name, r.topic, r.is_private, a.login as owner
            from rooms r left join accounts a on a.id = r.owner_id
            """;

    private final JdbcClient jdbc;

    RoomStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(String name, String topic, boolean isPrivate, long ownerId, Instant createdAt) {
        return jdbc.sql(
                        """
                        insert into rooms (name, topic, is_private, owner_id, created_at)
                        values (?, ?, ?, ?, ?) returning id
                        """)
                .params(name, topic, isPrivate, ownerId, Timestamp.from(createdAt))
                .query(Long.class)
                .single();
    }

    Optional<Room> find(String name) {
        return jdbc.sql(SELECT + "where r.name = ?")
                .param(name)
                .query(RoomStore::map)
                .optional();
    }

    /** Returns the public rooms and the private ones of the account, by name. */
    List<Room> visibleTo(long accountId) {
        return jdbc.sql(
                        SELECT
                                + """
                                where not r.is_private
                                   or exists (select 1 from room_members m where m.room_id = r.id and m.account_id = ?)
                                order by r.name
                                """)
                .param(accountId)
                .query(RoomStore::map)
                .list();
    }

    void delete(long roomId) {
        jdbc.sql("delete from rooms where id = ?").param(roomId).update();
    }

    boolean isMember(long roomId, long accountId) {
        return jdbc.sql("select count(*) > 0 from room_members where room_id = ? and account_id = ?")
                .params(roomId, accountId)
                .query(Boolean.class)
                .single();
    }

    void addMember(long roomId, long accountId, Instant joinedAt) {
        jdbc.sql(
                        """
                        insert into room_members (room_id, account_id, joined_at)
                        values (?, ?, ?) on conflict do nothing
                        """)
                .params(roomId, accountId, Timestamp.from(joinedAt))
                .update();
    }

    int removeMember(long roomId, long accountId) {
        return jdbc.sql("delete from room_members where room_id = ? and account_id = ?")
                .params(roomId, accountId)
                .update();
    }

    List<Member> members(long roomId) {
        return jdbc.sql(
                        """
                        select a.login, a.display_name, m.joined_at
                        from room_members m join accounts a on a.id = m.account_id
                        where m.room_id = ? order by a.login
                        """)
                .param(roomId)
                .query((row, number) -> new Member(
                        row.getString("login"),
                        row.getString("display_name"),
                        row.getTimestamp("joined_at").toInstant()))
                .list();
    }

    Optional<Long> accountId(String login) {
        return jdbc.sql("select id from accounts where login = ? and status = 'ACTIVE'")
                .param(login)
                .query(Long.class)
                .optional();
    }

    private static Room map(ResultSet row, int number) throws SQLException {
        return new Room(
                row.getLong("id"),
                row.getString("name"),
                row.getString("topic"),
                row.getBoolean("is_private"),
                row.getString("owner"));
    }
}
