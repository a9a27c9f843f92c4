package io.isolario.examples.forum.session;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SessionStore {

    record StoredSession(Caller caller, Instant createdAt, Instant expiresAt) {}

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String tokenHash, long accountId, Instant createdAt, Instant expiresAt) {
        jdbc.sql("insert into sessions (token_hash, account_id, created_at, expires_at) values (?, ?, ?, ?)")
                .params(tokenHash, accountId, Timestamp.from(createdAt), Timestamp.from(expiresAt))
                .update();
    }

    Optional<StoredSession> find(String tokenHash) {
        return jdbc.sql(
                        """
                        select a.id, a.login, s.created_at, s.expires_at
                        from sessions s join accounts a on a.id = s.account_id
                        where s.token_hash = ?
                        """)
                .param(tokenHash)
                .query((row, number) -> new StoredSession(
                        new Caller(row.getLong("id"), row.getString("login")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    void delete(String tokenHash) {
        jdbc.sql("delete from sessions where token_hash = ?").param(tokenHash).update();
    }

    void deleteAllOf(long accountId) {
        jdbc.sql("delete from sessions where account_id = ?").param(accountId).update();
    }

    int deleteExpired(Instant now) {
        return jdbc.sql("delete from sessions where expires_at <= ?")
                .param(Timestamp.from(now))
                .update();
    }
}
