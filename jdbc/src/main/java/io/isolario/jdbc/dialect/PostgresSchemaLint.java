package io.isolario.jdbc.dialect;

import io.isolario.jdbc.dialect.SchemaLint.Finding;
import io.isolario.jdbc.sql.SqlScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks for what a PostgreSQL schema does behind the statements: defaults, views, functions and their triggers. */
public final class PostgresSchemaLint {

    private static final String CONSTRAINTS =
            """
            select format('%I.%I', nspname, conname), bool_and(condeferred), bool_or(condeferred)
              from pg_constraint join pg_namespace on pg_namespace.oid = connamespace
             group by nspname, conname
            having bool_or(condeferrable)""";

    /** What belongs to the server (a number below 16384) or to an extension is not the application's. */
    private static final String SOURCES =
            """
            with of_extension as (select classid, objid from pg_depend where deptype = 'e')
            select 'column ' || attrelid::regclass || '.' || attname || ' (default)', pg_get_expr(adbin, adrelid)
              from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
             where adrelid >= 16384
               and ('pg_class'::regclass, adrelid) not in (select classid, objid from of_extension)
            union all
            select 'view ' || oid::regclass, pg_get_viewdef(oid)
              from pg_class
             where relkind = 'v' and oid >= 16384
               and ('pg_class'::regclass, oid) not in (select classid, objid from of_extension)
            union all
            select 'function ' || pg_proc.oid::regprocedure
                     || coalesce((select ' (trigger of ' || string_agg(distinct tgrelid::regclass::text, ', ') || ')'
                                    from pg_trigger where tgfoid = pg_proc.oid and not tgisinternal), ''),
                   %s
              from pg_proc join pg_language on pg_language.oid = prolang
             where prokind <> 'a' and lanname not in ('c', 'internal') and pg_proc.oid >= 16384
               and ('pg_proc'::regclass, pg_proc.oid) not in (select classid, objid from of_extension)
             order by 1""";

    /** A function that was written as SQL, and not as a literal, is kept parsed since PostgreSQL 14. */
    private static final String PARSED_BODY = "coalesce(pg_get_function_sqlbody(pg_proc.oid), prosrc)";

    private PostgresSchemaLint() {}

    static SchemaLint of(Connection connection) throws SQLException {
        return new SchemaLint(constraints(connection), findings(connection));
    }

    static DeferrableConstraints constraints(Connection connection) throws SQLException {
        boolean present = false;
        boolean ambiguous = false;
        List<String> initiallyDeferred = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CONSTRAINTS)) {
            while (rows.next()) {
                present = true;
                boolean all = rows.getBoolean(2);
                ambiguous |= all != rows.getBoolean(3);
                if (all) {
                    initiallyDeferred.add(rows.getString(1));
                }
            }
        }
        return new DeferrableConstraints(present, List.copyOf(initiallyDeferred), ambiguous);
    }

    private static List<Finding> findings(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        boolean parsed = connection.getMetaData().getDatabaseMajorVersion() >= 14;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SOURCES.formatted(parsed ? PARSED_BODY : "prosrc"))) {
            while (rows.next()) {
                add(findings, rows.getString(1), SqlScript.parse("do " + quoted(rows.getString(2))));
            }
        }
        return List.copyOf(findings);
    }

    /** As the body of a DO its names are those of the script. */
    private static String quoted(String body) {
        return "$isolario$" + body + "$isolario$";
    }

    private static void add(List<Finding> findings, String object, SqlScript script) {
        if (script.namesAnyOf(ClockRewrite.NAMES)) {
            findings.add(new Finding(8, object, "its time stands still from the sandbox's first statement on"));
        }
        if (script.names().containsAll(Set.of("SET", "LOCAL")) || script.names("SET_CONFIG")) {
            findings.add(
                    new Finding(9, object, "a setting that it makes for a transaction stays until the sandbox ends"));
        }
        if (new AdvisoryLockCheck().refusal(script).isPresent()) {
            findings.add(new Finding(13, object, "its advisory locks are held until the sandbox ends"));
        }
        if (script.names("NOTIFY") || script.names("PG_NOTIFY")) {
            findings.add(new Finding(14, object, "its notifications are never delivered"));
        }
        if (new TransactionIdCheck().refusal(script).isPresent()) {
            findings.add(new Finding(21, object, "it sees one transaction number for the whole sandbox"));
        }
    }
}
