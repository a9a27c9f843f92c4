package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.List;
import java.util.Optional;

/** Looks at what is about to be executed for one thing that TRANSACTION isolation cannot give. Stateless. */
@FunctionalInterface
public interface StatementCheck {

    /** Returns why the script cannot be had truthfully; empty when it can. */
    Optional<String> refusal(SqlScript script);

    /** Returns what the first of some screens says. */
    static Optional<String> first(List<StatementCheck> screens, SqlScript script) {
        return script.derived(screens, unknown -> look(screens, unknown));
    }

    private static Optional<String> look(List<StatementCheck> screens, SqlScript script) {
        for (StatementCheck screen : screens) {
            Optional<String> refusal = screen.refusal(script);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
