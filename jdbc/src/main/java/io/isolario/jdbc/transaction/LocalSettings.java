package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlScanner;
import io.isolario.jdbc.sql.SqlScript;
import io.isolario.jdbc.sql.SqlToken;
import io.isolario.jdbc.sql.SqlToken.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Row 9 of the catalogue: the settings that a virtual transaction makes for itself, {@code SET LOCAL} and {@code set_config(..,
 * true)}, which have to end with it. Releasing a savepoint keeps them, so their old values are put back.
 *
 * <p>Confined to the turn of its transaction.
 */
public final class LocalSettings {

    private static final String FUNCTION = "SET_CONFIG";
    private static final Set<String> SET_LOCAL = Set.of("SET", "LOCAL");

    private final Map<String, String> before = new LinkedHashMap<>();

    static boolean areMadeBy(SqlScript script) {
        return script.names(FUNCTION) || script.startsWith("SET", "LOCAL");
    }

    /** Looks up what the settings that a command makes are now. */
    void remember(SqlCommand command, Connection physical) throws SQLException {
        for (String setting : settings(command.text())) {
            if (!before.containsKey(setting)) {
                before.put(setting, current(physical, setting));
            }
        }
    }

    /** A setting that does not exist yet has an empty value once it was set, with real commits too. */
    private static String current(Connection physical, String setting) throws SQLException {
        try (PreparedStatement query =
                physical.prepareStatement("select coalesce(pg_catalog.current_setting(?, true), '')")) {
            query.setString(1, setting);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    void restore(Connection physical) throws SQLException {
        if (before.isEmpty()) {
            return;
        }
        String call = String.join(
                ", ",
                before.keySet().stream()
                        .map(setting -> "pg_catalog.set_config(?, ?, true)")
                        .toList());
        try (PreparedStatement statement = physical.prepareStatement("select " + call)) {
            int parameter = 1;
            for (Map.Entry<String, String> setting : before.entrySet()) {
                statement.setString(parameter++, setting.getKey());
                statement.setString(parameter++, setting.getValue());
            }
            statement.execute();
        }
    }

    /** Returns why the settings of a command cannot be followed; empty when they can. */
    static Optional<String> refusal(SqlCommand command) {
        SqlScript script = command.script();
        if (script.startsWith("DO") && (script.names(FUNCTION) || script.names().containsAll(SET_LOCAL))) {
            return Optional.of(
                    "a setting that a DO block makes for its transaction cannot be followed, and would stay until the "
                            + "sandbox ends. SET LOCAL and set_config(.., true) outside of it work as usual.");
        }
        if (!script.names(FUNCTION)) {
            return Optional.empty();
        }
        List<SqlToken> tokens = SqlScanner.tokens(command.text());
        for (int i = 0; i < tokens.size(); i++) {
            if (isCall(tokens, i) && !isTransactional(tokens, i)) {
                return Optional.of(
                        "set_config changes the session, which all connections of the sandbox share, unless its third "
                                + "argument is the literal true and its first one a literal too, so that the setting can end with its "
                                + "transaction.");
            }
        }
        return Optional.empty();
    }

    static List<String> settings(String sql) {
        List<String> settings = new ArrayList<>();
        for (List<SqlToken> statement : SqlScript.split(SqlScanner.tokens(sql))) {
            if (statement.size() > 2
                    && statement.get(0).isWord("SET")
                    && statement.get(1).isWord("LOCAL")) {
                settings.add(localSetting(statement.subList(2, statement.size())));
            }
            for (int i = 0; i < statement.size(); i++) {
                if (isCall(statement, i)) {
                    settings.add(statement.get(i + 2).text());
                }
            }
        }
        return settings;
    }

    /** Some settings have a syntax of their own. */
    private static String localSetting(List<SqlToken> tokens) {
        SqlToken first = tokens.get(0);
        if (first.isWord("TIME")) {
            return "timezone";
        }
        if (first.isWord("SESSION")) {
            return "session_authorization";
        }
        if (first.isWord("SCHEMA")) {
            return "search_path";
        }
        StringBuilder name = new StringBuilder(first.name());
        for (int i = 1; i + 1 < tokens.size() && tokens.get(i).isSymbol("."); i += 2) {
            name.append('.').append(tokens.get(i + 1).name());
        }
        return name.toString();
    }

    private static boolean isCall(List<SqlToken> tokens, int i) {
        return tokens.get(i).isName()
                && tokens.get(i).name().equals("set_config")
                && i + 2 < tokens.size()
                && tokens.get(i + 1).isSymbol("(");
    }

    private static boolean isTransactional(List<SqlToken> tokens, int call) {
        int depth = 0;
        for (int i = call + 1; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                boolean literalTrue =
                        tokens.get(i - 1).isWord("TRUE") && tokens.get(i - 2).isSymbol(",");
                return literalTrue
                        && tokens.get(call + 2).kind() == Kind.STRING
                        && tokens.get(call + 3).isSymbol(",");
            }
        }
        return false;
    }
}
