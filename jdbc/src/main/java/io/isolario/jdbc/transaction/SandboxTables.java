package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlScanner;
import io.isolario.jdbc.sql.SqlScript;
import io.isolario.jdbc.sql.SqlToken;
import io.isolario.jdbc.sql.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tables that a sandbox has created itself, by their names. Thread-safe. */
final class SandboxTables {

    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY");
    private static final Set<String> BEFORE_NAME = Set.of("IF", "NOT", "EXISTS");

    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Map<String, VirtualConnection> temporary = new ConcurrentHashMap<>();

    /** Notes what a command has created. */
    void note(SqlCommand command, VirtualConnection connection) {
        if (!command.script().startsWith("CREATE")) {
            return;
        }
        for (List<SqlToken> statement : SqlScript.split(SqlScanner.tokens(command.text()))) {
            createdBy(statement).ifPresent(name -> {
                created.add(name);
                if (TEMPORARY.contains(statement.get(1).text())) {
                    temporary.put(name, connection);
                }
            });
        }
    }

    /** Returns the name, in upper case as in {@link SqlScript#names()}. */
    private static Optional<String> createdBy(List<SqlToken> statement) {
        if (statement.size() < 3 || !statement.get(0).isWord("CREATE")) {
            return Optional.empty();
        }
        return statement.stream()
                .dropWhile(token -> !token.isWord("TABLE"))
                .skip(1)
                .filter(SqlToken::isName)
                .dropWhile(token -> token.kind() == Kind.WORD && BEFORE_NAME.contains(token.text()))
                .findFirst()
                .map(token -> token.text().toUpperCase(Locale.ROOT));
    }

    /** Returns whether a script talks of a table that this sandbox has created. */
    boolean areNamedBy(SqlScript script) {
        return script.namesAnyOf(created);
    }

    /** Returns the temporary table of another connection that a script talks of. */
    @SuppressWarnings("ReferenceEquality") // A connection is itself and nothing else.
    Optional<String> temporaryOfAnother(SqlScript script, VirtualConnection connection) {
        if (temporary.isEmpty()) {
            return Optional.empty();
        }
        return temporary.entrySet().stream()
                .filter(entry -> entry.getValue() != connection && script.names(entry.getKey()))
                .map(entry -> entry.getKey().toLowerCase(Locale.ROOT))
                .findFirst();
    }
}
