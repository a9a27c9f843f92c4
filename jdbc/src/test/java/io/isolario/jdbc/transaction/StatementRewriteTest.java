package io.isolario.jdbc.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.jdbc.dialect.PostgresClock;
import io.isolario.jdbc.dialect.PostgresDialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows 8 and 12 of the catalogue, by the text alone; C stands for the clock of the virtual transaction. */
class StatementRewriteTest {

    private static final String CLOCK = new PostgresClock().expression();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            select now()                                   | select C as "now"
            SELECT NOW ( ), 1                              | SELECT C as "now", 1
            select pg_catalog.now() from t                 | select C as "now" from t
            select "now"()                                 | select C as "now"
            select now() as at                             | select C as at
            select now() at                                | select C at
            select now() - interval '1 h'                  | select C - interval '1 h'
            select f(a, now())                             | select f(a, C)
            select extract(epoch from now())               | select extract(epoch from C)
            select (select now())                          | select (select C as "now")
            select a from t where b > now() order by now() | select a from t where b > C order by C
            insert into t values (1, now())                | insert into t values (1, C)
            insert into t values (1) returning now()       | insert into t values (1) returning C as "now"
            insert into t select 1, current_date           | insert into t select 1, cast(C as date) as "current_date"
            update t set a = localtimestamp(3) where b = 1 | update t set a = cast(C as timestamp(3)) where b = 1
            select current_timestamp(0)                    | select cast(C as timestamp(0) with time zone) as "current_timestamp"
            select s.now(), t.now from t                   | select s.now(), t.now from t
            select now from t                              | select now from t
            select 'now()', "current_date", $$now()$$      | select 'now()', "current_date", $$now()$$
            select 1 -- now()                              | select 1 -- now()
            /* now() */ select 1                           | /* now() */ select 1
            create view v as select now()                  | create view v as select now()
            select 1; select now()                         | select 1; select C as "now"
            with a as (select now() n) select n from a     | with a as (select C n) select n from a
            """)
    void readsTheTimeOfTheVirtualTransaction(String sql, String expected) {
        assertThat(StatementRewrite.of(sql, new PostgresDialect())).isEqualTo(expected.replaceAll("\\bC\\b", CLOCK));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            select a from t for update skip locked limit 1           | select a from t for update  limit 1
            select a from t for no key update of t nowait            | select a from t for no key update of t
            select a from t where s = 'for update nowait'            | select a from t where s = 'for update nowait'
            select substring(a for 2), nowait from t                 | select substring(a for 2), nowait from t
            select a from (select b from c for share nowait) d       | select a from (select b from c for share ) d
            """)
    void waitsForRowsThatOnlyAnotherSandboxCanHaveLocked(String sql, String expected) {
        assertThat(StatementRewrite.of(sql, new PostgresDialect()).strip()).isEqualTo(expected);
    }
}
