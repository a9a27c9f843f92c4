package io.isolario.doubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.isolario.doubles.Shop.Mailer;
import io.isolario.doubles.Shop.Payments;
import io.isolario.doubles.Shop.SmtpMailer;
import io.isolario.junit.SandboxExtension;
import io.isolario.junit.SandboxReplace;
import io.isolario.junit.Sandboxed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.mockito.Mockito;

class SandboxReplaceTest {

    private static final Mailer MAILER = new SmtpMailer();
    private static final Payments PAYMENTS = new Payments();

    @Sandboxed
    static class Replacing {

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.with();

        @SandboxReplace
        private final Mailer mailer = to -> "field of " + Integer.toHexString(System.identityHashCode(this));

        @SandboxReplace(Payments.class)
        private @Nullable Object payments;

        @BeforeEach
        void assign() {
            assertThat(MAILER.send("ana")).doesNotContain("smtp");
            Payments mock = Mockito.mock(Payments.class);
            Mockito.when(mock.charge(5)).thenReturn(50);
            payments = mock;
        }

        @Test
        void putsTheValueOfEachFieldInTheApplication() {
            assertThat(MAILER.send("ana")).isEqualTo(mailer.send("ana")).startsWith("field of ");
            assertThat(PAYMENTS.charge(5)).isEqualTo(50);
        }

        @Test
        void doesSoForEachTestWithItsOwnInstance() {
            assertThat(payments).isInstanceOf(Payments.class);
            assertThat(MAILER.send("ana")).isEqualTo(mailer.send("ana"));
        }

        @Nested
        class Inside {

            @SandboxReplace
            private final Mailer inner = to -> "inner";

            @Test
            void putsThoseOfTheNestedClassOnTop() {
                assertThat(MAILER.send("ana")).isEqualTo("inner");
                assertThat(PAYMENTS.charge(5)).isEqualTo(50);
            }

            @BeforeEach
            void isNotDoneForTheBaseline() {
                assertThat(inner.send("x")).isEqualTo("inner");
            }
        }
    }

    static class Forgotten {

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.with();

        @SandboxReplace
        private @Nullable Mailer mailer;

        @Test
        void isNotRun() {
            assertThat(mailer).isNotNull();
        }
    }

    static class Mistaken {

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.with();

        @SandboxReplace(Payments.class)
        private final String payments = "none";

        @Test
        void isNotRun() {
            assertThat(payments).isEmpty();
        }
    }

    @Test
    void fieldsAreReplacedInTheSandboxOfEachTest() {
        EngineExecutionResults results = execute(Replacing.class);

        results.testEvents().assertStatistics(tests -> tests.started(3).succeeded(3));
        assertThat(MAILER.send("ana")).isEqualTo("smtp ana");
    }

    @Test
    void aFieldThatStaysNullFailsTheTest() {
        assertThat(failures(Forgotten.class))
                .containsExactly("@SandboxReplace on field mailer of " + Forgotten.class.getName()
                        + " replaces nothing in \"Forgotten > isNotRun()\": the field is null. Assign it where it is "
                        + "declared, or in a @BeforeEach method.");
    }

    @Test
    void aValueOfAnotherTypeFailsTheTest() {
        assertThat(failures(Mistaken.class))
                .containsExactly(
                        "@SandboxReplace(Payments.class) is on a field that holds a java.lang.String, which is "
                                + "none. Name a type that the value has.");
    }

    private static List<String> failures(Class<?> type) {
        return execute(type).testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
                .map(result ->
                        String.valueOf(result.getThrowable().orElseThrow().getMessage()))
                .toList();
    }

    private static EngineExecutionResults execute(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute();
    }
}
