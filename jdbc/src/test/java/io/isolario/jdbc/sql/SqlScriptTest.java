package io.isolario.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlScriptTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("texts")
    void tellsTheStatementsByTheirFirstWords(String sql, List<String> expected) {
        List<String> found = SqlScript.of(sql).statements().stream()
                .map(statement -> String.join(" ", statement.words()))
                .toList();

        assertThat(found).isEqualTo(expected);
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("", List.of()),
                Arguments.of(" ; ;", List.of()),
                Arguments.of("commit", List.of("COMMIT")),
                Arguments.of("select a from b", List.of("SELECT A FROM")),
                Arguments.of("insert into a values (';'); commit", List.of("INSERT INTO A", "COMMIT")),
                Arguments.of("select 'it''s; commit'", List.of("SELECT")),
                Arguments.of("select E'it\\'s; commit'; rollback", List.of("SELECT", "ROLLBACK")),
                Arguments.of("select \"a;b\"; x", List.of("SELECT", "X")),
                Arguments.of("-- begin;\nselect 1", List.of("SELECT")),
                Arguments.of("/* a /* nested; */ ; */ update t", List.of("UPDATE T")),
                Arguments.of("do $$ begin commit; end $$; delete from t", List.of("DO", "DELETE FROM T")),
                Arguments.of("do $x$ ; $$ ; $x$; vacuum", List.of("DO", "VACUUM")),
                Arguments.of("select $1, $2; end", List.of("SELECT", "END")),
                Arguments.of("select 'unterminated; commit", List.of("SELECT")),
                Arguments.of("/* unterminated; commit", List.of()));
    }
}
