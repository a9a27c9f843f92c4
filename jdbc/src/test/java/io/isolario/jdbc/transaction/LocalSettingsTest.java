package io.isolario.jdbc.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.jdbc.sql.SqlCommand;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 9 of the catalogue, by the text alone. */
class LocalSettingsTest {

    @ParameterizedTest
    @MethodSource("texts")
    void namesTheSettingsOfATransaction(String sql, List<String> settings) {
        assertThat(LocalSettings.settings(sql)).isEqualTo(settings);
        assertThat(LocalSettings.refusal(SqlCommand.sql(sql))).isEmpty();
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("set local search_path to a, b", List.of("search_path")),
                Arguments.of("SET LOCAL App.Tenant = 'x'", List.of("app.tenant")),
                Arguments.of("set local \"Odd\" = 'x'", List.of("Odd")),
                Arguments.of("set local time zone 'UTC'", List.of("timezone")),
                Arguments.of("set local role reader; select 1", List.of("role")),
                Arguments.of("select set_config('a.b', ?, true), now()", List.of("a.b")),
                Arguments.of("select pg_catalog.set_config('a', f(1, 2), true)", List.of("a")),
                Arguments.of("select 'set_config(''a'', 1, false)'", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select set_config('a', 'b', false)",
                "select set_config(?, 'b', true)",
                "select set_config('a', 'b', ?)",
                "select set_config('a' || 'b', 'c', true)",
                "select set_config('a', 'b', not true)",
                "do $$ begin perform set_config('a', 'b', true); end $$",
                "do 'begin set local a = 1; end'"
            })
    void refusesWhatCannotBeFollowed(String sql) {
        assertThat(LocalSettings.refusal(SqlCommand.sql(sql))).isPresent();
    }
}
