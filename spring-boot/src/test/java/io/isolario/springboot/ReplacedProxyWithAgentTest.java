package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Trace;
import io.isolario.junit.Sandboxed;
import io.isolario.springboot.ledger.Ledger;
import io.isolario.springboot.ledger.LedgerApplication;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.util.AopTestUtils;

/** Doubles of a bean that its callers have as a proxy of CGLIB. */
@EnabledIfSystemProperty(named = "isolario.agent", matches = "required", disabledReason = "The agent is off here.")
@SpringBootTest(
        classes = LedgerApplication.class,
        webEnvironment = WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:ledger;DB_CLOSE_DELAY=-1")
@Sandboxed
class ReplacedProxyWithAgentTest {

    private static final String REAL = "booked rent in a transaction";

    @Autowired
    Ledger ledger;

    @Test
    void itIsOne() {
        assertThat(AopUtils.isCglibProxy(ledger)).isTrue();
        assertThat(ledger.book("rent")).isEqualTo(REAL);
    }

    @RepeatedTest(8)
    void isReplacedByType(ManagedSandbox sandbox, RepetitionInfo repetition) {
        String fake = "fake " + repetition.getCurrentRepetition();

        sandbox.replace(Ledger.class, new Ledger() {
            @Override
            public String book(String entry) {
                return fake;
            }
        });

        assertThat(ledger.book("rent")).isEqualTo(fake);
        // All of the fake, which no proxy stands before.
        assertThat(ledger.close()).isEqualTo("closed");
        try (Scope scope = Scope.detached()) {
            assertThat(ledger.book("rent")).isEqualTo(REAL);
        }
    }

    @RepeatedTest(8)
    void isReplacedAsAnObject(ManagedSandbox sandbox, RepetitionInfo repetition) {
        String fake = "fake " + repetition.getCurrentRepetition();

        sandbox.replace(ledger, new Ledger() {
            @Override
            public String book(String entry) {
                return fake;
            }
        });

        assertThat(ledger.book("rent")).isEqualTo(fake);
        // What Spring asks of its own proxies, the proxy answers.
        assertThat(((Advised) ledger).isProxyTargetClass()).isTrue();
        assertThat(AopTestUtils.<Object>getTargetObject(ledger)).isNotSameAs(ledger);
    }

    @Test
    void goesOnToItsTransactionFromOneReplacedMethod(ManagedSandbox sandbox) {
        sandbox.replace(Ledger.class, "book", call -> "first " + call.proceed());

        assertThat(ledger.book("rent")).isEqualTo("first " + REAL);
        assertThat(ledger.close()).isEqualTo("closed in a transaction");
    }

    @Test
    void isExpectedOnceACall(ManagedSandbox sandbox) {
        sandbox.expect(Ledger.class).expect("book", 1, Answer.of("expected"));

        assertThat(ledger.book("rent")).isEqualTo("expected");
    }

    @Test
    void isTracedAtTheProxyAndAtWhatStandsBehindIt(ManagedSandbox sandbox) {
        Trace calls = sandbox.trace(Ledger.class, "book");

        ledger.book("rent");

        assertThat(calls.all()).hasSize(2).allSatisfy(call -> {
            assertThat(call.arguments()).containsExactly("rent");
            assertThat(call.result()).isEqualTo(REAL);
        });
    }
}
