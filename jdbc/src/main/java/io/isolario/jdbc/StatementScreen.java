package io.isolario.jdbc;

import java.util.List;
import java.util.Optional;

/** Looks at what is about to be executed for one thing that TRANSACTION isolation cannot give. Stateless. */
@FunctionalInterface
interface StatementScreen {

    /** Returns why the script cannot be had truthfully; empty when it can. */
    Optional<String> refusal(SqlScript script);

    /** Returns what the first of some screens says. */
    static Optional<String> first(List<StatementScreen> screens, SqlScript script) {
        return script.derived(screens, unknown -> look(screens, unknown));
    }

    private static Optional<String> look(List<StatementScreen> screens, SqlScript script) {
        for (StatementScreen screen : screens) {
            Optional<String> refusal = screen.refusal(script);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
