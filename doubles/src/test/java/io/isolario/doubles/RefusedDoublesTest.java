package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import io.isolario.core.doubles.Answer;
import io.isolario.doubles.Shop.Counter;
import io.isolario.doubles.Shop.Mailer;
import io.isolario.doubles.Shop.Payments;
import io.isolario.doubles.Shop.SmtpMailer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedDoublesTest {

    private static final String NO_TYPE = "Replace a type of the application that uses it, or single methods of one.";

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");

    private static final class Worker extends Thread {

        int shift() {
            return 1;
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, Object.class, Thread.class, List.class, Runnable.class, Sandbox.class})
    void areTypesThatTheJvmRunsOn(Class<?> type) {
        assertThatThrownBy(() -> sandbox.expect(type))
                .isInstanceOf(RefusalException.class)
                .hasMessage("sandbox.expect(..) of " + type.getName() + " was refused in sandbox " + sandbox
                        + ": the JVM, class loading or Isolario itself runs on it. " + NO_TYPE);
    }

    @Test
    void areTypesThatInheritFromOne() throws Exception {
        Worker worker = new Worker();

        assertThatThrownBy(() -> sandbox.replace(Worker.class, new Worker()))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "sandbox.replace(..) of " + Worker.class.getName() + " was refused in sandbox " + sandbox
                                + ": it inherits methods of java.lang.Thread, which the JVM itself runs on. Replace an interface "
                                + "that it implements, or single methods of its own: sandbox.replace(type, \"method\", answer).");

        sandbox.replace(Worker.class, "shift", Answer.of(2));

        assertThat(call(sandbox, worker::shift)).isEqualTo(2);
    }

    @Test
    void areArraysAndPrimitives() {
        assertThatThrownBy(() -> sandbox.replace(int[].class, new int[0]))
                .hasMessageContaining(": it has no methods of its own. ");
    }

    @Test
    void areObjectsOfLambdas() {
        Mailer mailer = to -> "lambda " + to;

        assertThatThrownBy(() -> sandbox.<Mailer>replace(mailer, new SmtpMailer()))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining(
                        ": it is the class of a lambda or another hidden class, which the JVM lets nobody instrument. Make "
                                + "it an ordinary class, or replace what calls it.");
    }

    @Test
    void areConstructorsNativeMethodsAndUnknownNames() {
        assertThatThrownBy(() -> sandbox.replace(Counter.class, "Counter", Answer.of(null)))
                .hasMessageEndingWith(": constructors are not replaced: what they would return has to be made. Replace "
                        + "the type: then every object of it is the fake to its callers.");
        assertThatThrownBy(() -> sandbox.trace(Counter.class, "cuont"))
                .hasMessage(
                        "sandbox.trace(..) of " + Counter.class.getName() + " was refused in sandbox " + sandbox
                                + ": it has no method \"cuont\" but private ones, if any. It has [count, countTwice, toString].");
        assertThatThrownBy(() -> sandbox.replace(System.class, "currentTimeMillis", Answer.of(0L)))
                .hasMessageEndingWith("runs on it. " + NO_TYPE);
    }

    @Test
    void isAFakeOfAnotherType() {
        assertThatThrownBy(() -> sandbox.replace(Mailer.class, "a string"))
                .hasMessage("sandbox.replace(..) of java.lang.Class was refused in sandbox " + sandbox
                        + ": the fake, a java.lang.String, is no io.isolario.doubles.Shop$Mailer, so the call means the "
                        + "Class object itself. Give a fake of the type, or single methods: sandbox.replace(type, "
                        + "\"method\", answer).");
    }

    @Test
    void isTheObjectItselfAsItsFake() {
        Counter counter = new Counter();

        assertThatThrownBy(() -> sandbox.replace(counter, counter))
                .hasMessageContaining(": the fake is the object that it shall replace. Make another object.");
    }

    @Test
    void isACallOfAMethodThatTheFakeLacks() throws Exception {
        Payments payments = new Payments();

        sandbox.<Object>replace(payments, new Counter());

        assertThatThrownBy(() -> call(sandbox, () -> payments.charge(1)))
                .isInstanceOf(RefusalException.class)
                .hasMessage("Payments.charge(..) was called on an object that sandbox " + sandbox
                        + " has replaced by a io.isolario.doubles.Shop$Counter, which has no such method. Give the fake "
                        + "the method, or replace single methods: sandbox.replace(type, \"method\", answer).");
    }

    @Test
    void isAnAnswerOfAnotherType() {
        Counter counter = new Counter();
        sandbox.replace(Counter.class, "count", Answer.of("one"));

        assertThatThrownBy(() -> call(sandbox, () -> counter.count("a")))
                .isInstanceOf(ClassCastException.class)
                .hasMessage(
                        "The answer of the test to Counter.count(..) was \"one\", a java.lang.String, but the method "
                                + "returns int. Answer with a value of that type.");
    }

    @Test
    void isLateWorkThatCallsWhatItsSandboxHadReplaced() {
        Payments payments = new Payments();
        List<Throwable> refusals = new ArrayList<>();
        sandbox.replace(Payments.class, "charge", Answer.of(0));

        try (Scope scope = sandbox.enter()) {
            sandbox.finish();
            try {
                payments.charge(100);
            } catch (SandboxEndedException late) {
                refusals.add(late);
            }
        }

        assertThat(refusals).singleElement().satisfies(late -> assertThat(late)
                .hasMessageContaining("cannot call Payments.charge(..), which it has replaced"));
        assertThat(payments.charged()).isZero();
        assertThat(payments.charge(100)).isEqualTo(100);
    }

    @Test
    void isAnythingInASandboxThatHasEnded() {
        sandbox.finish();

        assertThatThrownBy(() -> sandbox.trace(Counter.class, "count")).isInstanceOf(SandboxEndedException.class);
    }
}
