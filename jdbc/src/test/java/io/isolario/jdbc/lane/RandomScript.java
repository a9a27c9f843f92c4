package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;

/** What an application might do to the database of {@code shop.sql}, on several connections; the seed tells what. */
final class RandomScript {

    private static final int CONNECTIONS = 3;

    /** {@code #} stands for a number up to 400, {@code %} for one up to 25. */
    private static final List<String> CHANGES = List.of(
            "INSERT INTO empty (v) VALUES ('v#')",
            "INSERT INTO empty (id, v) VALUES (#, 'explicit') ON CONFLICT (id) DO NOTHING",
            "INSERT INTO empty (v) SELECT 'many' FROM generate_series(1, %)",
            "UPDATE empty SET v = 'u#'",
            "DELETE FROM empty",
            "TRUNCATE empty RESTART IDENTITY",
            "INSERT INTO small (v) VALUES ('small %')",
            "INSERT INTO small (v) VALUES ('new #') ON CONFLICT (v) DO UPDATE SET v = excluded.v || '!'",
            "INSERT INTO small (id, v) OVERRIDING SYSTEM VALUE VALUES (#, 'over #')",
            "UPDATE small SET v = 'changed %' WHERE id = %",
            "UPDATE small_view SET v = 'through the view #' WHERE id = %",
            "DELETE FROM small WHERE id = %",
            "TRUNCATE small RESTART IDENTITY CASCADE",
            "INSERT INTO large (v, j) VALUES ('n#', '{\"b\": #}')",
            "INSERT INTO large (id, v) VALUES (#, 'explicit') ON CONFLICT (id) DO UPDATE SET v = excluded.v || #",
            "INSERT INTO large (id, v) VALUES (#, 'large #')",
            "UPDATE large SET amount = amount + #, at = clock_timestamp() WHERE id <= #",
            "UPDATE large SET v = v || '#', m = 'bad', bytes = '\\x01', tags = '{}' WHERE id = #",
            "UPDATE large SET id = id + 1000 WHERE id BETWEEN # AND #",
            "UPDATE large SET id = id - 1000 WHERE id > 1000 AND id < 2000",
            "UPDATE large SET j = NULL WHERE id = #",
            "UPDATE large SET v = v WHERE id < #",
            "DELETE FROM large WHERE id = #",
            "DELETE FROM large WHERE id BETWEEN # AND # + 20",
            "TRUNCATE large CASCADE",
            "WITH moved AS (DELETE FROM large WHERE id = # RETURNING v) INSERT INTO empty (v) SELECT v FROM moved",
            "MERGE INTO large t USING (SELECT # AS id, 'merged' AS v) s ON t.id = s.id WHEN MATCHED AND t.id % 2 = 0 THEN DELETE "
                    + "WHEN MATCHED THEN UPDATE SET v = s.v || s.id WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v || s.id)",
            "INSERT INTO child (large_id, n) VALUES (#, 0.#)",
            "UPDATE child SET n = n * 1.1 WHERE id = #",
            "DELETE FROM child WHERE large_id = #",
            "INSERT INTO grandchild VALUES (NULL, 'note #')",
            "DELETE FROM grandchild WHERE child_id = %",
            "UPDATE tree SET parent = # WHERE id = #",
            "INSERT INTO tree VALUES (#, #)",
            "DELETE FROM tree WHERE id = #",
            "INSERT INTO part VALUES (#, date '2020-06-01' + #, 'new')",
            "UPDATE part SET at = at + # WHERE id = #",
            "UPDATE part SET v = v || 'x' WHERE id < #",
            "DELETE FROM part WHERE id = #",
            "DELETE FROM part_a WHERE id < %",
            "INSERT INTO part_b (id, at, v) VALUES (#, '2021-05-05', 'direct')",
            "UPDATE part_b SET v = 'direct' WHERE id = #",
            "TRUNCATE part_b",
            "TRUNCATE part",
            "INSERT INTO part SELECT g, date '2020-06-01' + g, 'p' FROM generate_series(1, 300) g ON CONFLICT DO NOTHING",
            "UPDATE base SET a = a + 1",
            "INSERT INTO derived VALUES (#, 'd', #)",
            "DELETE FROM ONLY base",
            "TRUNCATE base",
            "DELETE FROM keyless WHERE ctid = '(0,%)'",
            "INSERT INTO keyless VALUES ('{}', point(#, #))",
            "UPDATE keyless SET v = '[#]' WHERE p[0] = 1",
            "UPDATE \"odd Schema\".\"odd 'Table\" SET \"a \"\"b\"\"\" = 'o#' WHERE \"the Key\" = #",
            "DELETE FROM \"odd Schema\".\"odd 'Table\" WHERE \"the Key\" < %",
            "INSERT INTO tiny (v) VALUES (#)",
            "DELETE FROM fleeting WHERE id = %",
            "INSERT INTO fleeting VALUES (#)",
            "SELECT nextval('hilo')",
            "SELECT setval('large_id_seq', #)",
            "SELECT setval('small_id_seq', (SELECT max(id) FROM small))",
            "SELECT * FROM large WHERE id = # FOR UPDATE",
            "SELECT pg_advisory_lock(#)",
            "LISTEN channel",
            "NOTIFY channel, '#'",
            "SET search_path = nowhere",
            "SET search_path = public",
            "SET TimeZone = 'Asia/Tokyo'",
            "SET session_replication_role = replica",
            "SET session_replication_role = origin",
            "SET CONSTRAINTS ALL IMMEDIATE",
            "CREATE TEMP TABLE IF NOT EXISTS scratch (id serial PRIMARY KEY, v text)",
            "INSERT INTO scratch (v) VALUES ('#')",
            "DROP TABLE IF EXISTS scratch",
            "PREPARE kept AS SELECT #",
            "DECLARE portal CURSOR WITH HOLD FOR SELECT * FROM large",
            "DO $$ BEGIN UPDATE large SET v = 'do #' WHERE id = #; BEGIN DELETE FROM large; RAISE 'x'; EXCEPTION WHEN OTHERS THEN NULL; END; END $$",
            "SELECT 1 / 0",
            "INSERT INTO nowhere VALUES (1)",
            "INSERT INTO large (v) VALUES ('ok'), (NULL), (repeat('x', 5000))");

    private static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE t# (id int)",
            "ALTER TABLE large ADD COLUMN extra int DEFAULT 5",
            "ALTER TABLE large DROP COLUMN j",
            "ALTER TABLE small ALTER COLUMN v TYPE varchar(400)",
            "DROP TABLE grandchild",
            "CREATE INDEX ON large (amount)",
            "DROP VIEW small_view",
            "ALTER TABLE large DISABLE TRIGGER USER",
            "ALTER SEQUENCE hilo RESTART WITH 7",
            "COMMENT ON TABLE small IS 'c#'",
            "GRANT SELECT ON small TO public",
            "CREATE OR REPLACE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
            "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'new#'",
            "ALTER TABLE part DETACH PARTITION part_a",
            "CREATE MATERIALIZED VIEW m# AS SELECT * FROM small",
            "SELECT lo_create(0)",
            "SELECT lo_from_bytea(0, '\\x01')");

    private final Random random;
    private final List<String> log = new ArrayList<>();
    private boolean definesAnything;

    RandomScript(long seed) {
        this.random = new Random(seed);
    }

    /** Runs it; connections may stay open, with a transaction in them. */
    void run(LaneLease lease, LaneLogin login) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(CONNECTIONS); i++) {
            Connection connection = lease.take(login);
            // They meet each other's locks, on one thread.
            attempt(connection, "SET lock_timeout = '5ms'");
            connections.add(connection);
        }
        boolean definitions = random.nextInt(25) == 0;
        int steps = 1 + random.nextInt(15);
        for (int step = 0; step < steps; step++) {
            step(connections.get(random.nextInt(connections.size())), definitions);
        }
        for (Connection connection : connections) {
            if (random.nextInt(10) != 0) {
                end(connection, lease);
            }
        }
    }

    boolean definesAnything() {
        return definesAnything;
    }

    private void step(Connection connection, boolean definitions) throws SQLException {
        int kind = random.nextInt(20);
        if (kind < 2) {
            switchAutoCommit(connection);
        } else if (kind < 4 && !connection.getAutoCommit()) {
            finish(connection, random.nextInt(3) != 0);
        } else if (kind == 4) {
            copy(connection);
        } else if (kind == 5 && connection.getAutoCommit()) {
            attempt(
                    connection,
                    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL "
                            + (random.nextBoolean() ? "SERIALIZABLE" : "REPEATABLE READ"));
        } else if (definitions && kind < 10) {
            definesAnything = true;
            attempt(connection, filled(DEFINITIONS.get(random.nextInt(DEFINITIONS.size()))));
        } else {
            attempt(connection, filled(CHANGES.get(random.nextInt(CHANGES.size()))));
        }
    }

    private void switchAutoCommit(Connection connection) {
        note(connection, "setAutoCommit");
        try {
            connection.setAutoCommit(!connection.getAutoCommit());
        } catch (SQLException failed) {
            note(connection, "  " + failed.getMessage());
        }
    }

    private void finish(Connection connection, boolean commit) {
        note(connection, commit ? "commit" : "rollback");
        try {
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        } catch (SQLException failed) {
            note(connection, "  " + failed.getMessage());
        }
    }

    private void copy(Connection connection) {
        note(connection, "COPY");
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY large (id, v) FROM STDIN", new StringReader(filled("#\tcopied #\n#\tcopied too\n")));
        } catch (SQLException | java.io.IOException failed) {
            note(connection, "  " + failed.getMessage());
        }
    }

    private void attempt(Connection connection, String sql) {
        note(connection, sql);
        try {
            Sql.execute(connection, sql);
        } catch (SQLException failed) {
            note(connection, "  " + failed.getMessage());
        }
    }

    private String filled(String sql) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < sql.length(); i++) {
            switch (sql.charAt(i)) {
                case '#' -> filled.append(1 + random.nextInt(400));
                case '%' -> filled.append(1 + random.nextInt(25));
                default -> filled.append(sql.charAt(i));
            }
        }
        return filled.toString();
    }

    private void end(Connection connection, LaneLease lease) throws SQLException {
        note(connection, "close");
        if (!connection.getAutoCommit()) {
            finish(connection, random.nextBoolean());
            connection.rollback();
        }
        lease.giveBack(connection);
    }

    private void note(Connection connection, String what) {
        log.add(Integer.toHexString(System.identityHashCode(connection)) + ": " + what);
    }

    @Override
    public String toString() {
        return String.join("\n", log);
    }
}
