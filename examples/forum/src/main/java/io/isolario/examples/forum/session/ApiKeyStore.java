package io.isolario.examples.forum.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ApiKeyStore {

    record StoredKey(long id, Caller owner, String label, Instant createdAt, Instant expiresAt, boolean revoked) {}

    private static final String SELECT =
            """
            select k.id, k.account_id, a.login, k.label, k.created_at, k.expires_at, k.revoked_at
            from api_keys k join accounts a on a.id = k.account_id
            """;

    private final JdbcClient jdbc;

    ApiKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(long accountId, String label, String keyHash, Instant createdAt, Instant expiresAt) {
        return jdbc.sql(
                        """
                        insert into api_keys (account_id, label, key_hash, created_at, expires_at)
                        values (?, ?, ?, ?, ?) returning id
                        """)
                .params(accountId, label, keyHash, Timestamp.from(createdAt), Timestamp.from(expiresAt))
                .query(Long.class)
                .single();
    }

    boolean exists(long accountId, String label) {
        return jdbc.sql("select count(*) > 0 from api_keys where account_id = ? and label = ?")
                .params(accountId, label)
                .query(Boolean.class)
                .single();
    }

    Optional<StoredKey> findByHash(String keyHash) {
        return jdbc.sql(SELECT + "where k.key_hash = ?")
                .param(keyHash)
                .query(ApiKeyStore::map)
                .optional();
    }

    List<StoredKey> findByAccount(long accountId) {
        return jdbc.sql(SELECT + "where k.account_id = ? and k.revoked_at is null order by k.id")
                .param(accountId)
                .query(ApiKeyStore::map)
                .list();
    }

    int revoke(long accountId, long id, Instant now) {
        return jdbc.sql("update api_keys set revoked_at = ? where id = ? and account_id = ? and revoked_at is null")
                .params(Timestamp.from(now), id, accountId)
                .update();
    }

    private static StoredKey map(ResultSet row, int number) throws SQLException {
        return new StoredKey(
                row.getLong("id"),
                new Caller(row.getLong("account_id"), row.getString("login")),
                row.getString("label"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("revoked_at") != null);
    }
}
