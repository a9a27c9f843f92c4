package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static io.isolario.doubles.InSandbox.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.Scope;
import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Call;
import io.isolario.core.doubles.Expectations;
import io.isolario.doubles.Shop.Counter;
import io.isolario.doubles.Shop.Mailer;
import io.isolario.doubles.Shop.Payments;
import io.isolario.doubles.Shop.SmtpMailer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");
    private final Payments payments = new Payments();
    private final String thread = Thread.currentThread().getName();

    @AfterEach
    void close() {
        shop.close();
    }

    private int charge(int cents) throws Exception {
        return call(sandbox, () -> payments.charge(cents));
    }

    @Test
    void areConsumedInTheOrderOfTheirDeclaration() throws Exception {
        sandbox.expect(Payments.class)
                .expect("charge", Answer.of(1))
                .expect("charge", 2, call -> (int) call.arguments().get(0) * 2);

        assertThat(charge(10)).isEqualTo(1);
        assertThat(charge(10)).isEqualTo(20);
        assertThat(charge(20)).isEqualTo(40);
        assertThat(payments.charged()).isZero();
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void areConsumedByAnyThreadOfTheSandboxEachOnce() throws Exception {
        int threads = 8;
        sandbox.expect(Payments.class)
                .expect("charge", threads / 2, Answer.of(1))
                .expect("charge", threads / 2, Answer.of(2));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> results = new ArrayList<>();
        try (Scope scope = sandbox.enter()) {
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> {
                    start.await();
                    return payments.charge(5);
                }));
            }
            start.countDown();
        }

        List<Integer> charged = new ArrayList<>();
        for (Future<Integer> result : results) {
            charged.add(result.get());
        }
        pool.shutdown();

        assertThat(charged).containsExactlyInAnyOrder(1, 1, 1, 1, 2, 2, 2, 2);
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void belongToOneSandbox() throws Exception {
        ManagedSandbox other = shop.open("bob");
        sandbox.expect(Payments.class).expect("charge", Answer.of(1));

        assertThat(call(other, () -> payments.charge(5))).isEqualTo(5);
        assertThat(payments.charge(6)).isEqualTo(6);

        assertThat(problems(other)).isEmpty();
        assertThat(problems(sandbox)).singleElement().asString().contains("none has come");
    }

    @Test
    void failACallTooManyAtTheCallerAndTheTest() throws Exception {
        sandbox.expect(Payments.class).expect("charge", Answer.of(1));
        charge(5);

        String message = "Unexpected call of Payments.charge(7) on thread \"" + thread + "\" in sandbox " + sandbox
                + ": 1 call of it was expected, this is one more. Expectations of Payments: [Payments.charge (1 call "
                + "expected, 1 came)]; stubs: none. Ways out: expect(\"charge\", ..), stub(\"charge\", ..), or "
                + "stub(\"charge\", Call::proceed) for the original.";
        assertThatThrownBy(() -> charge(7)).isInstanceOf(AssertionError.class).hasMessage(message);
        assertThat(problems(sandbox)).containsExactly(message);
    }

    @Test
    void failACallOfWhatWasNeverMentioned() {
        sandbox.expect(Payments.class).expect("charge", 0, Answer.of(1));

        assertThatThrownBy(() -> call(sandbox, () -> payments.rate(2, 0.5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Unexpected call of Payments.rate(2, 0.5) on thread \"" + thread
                        + "\" in sandbox " + sandbox + ": nothing was expected of rate, and there is no stub of it.");
    }

    @Test
    void nameTheWorkThatMadeAnUnexpectedCall() throws Exception {
        sandbox.expect(Payments.class);
        ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "shop-1"));
        try (Scope scope = sandbox.enter()) {
            pool.execute(() -> {
                try {
                    payments.charge(5);
                } catch (AssertionError ofTheApplication) {
                    assertThat(ofTheApplication).hasMessageContaining("Unexpected call");
                }
            });
        }
        pool.shutdown();

        assertThat(problems(sandbox))
                .singleElement()
                .asString()
                .startsWith("Unexpected call of Payments.charge(5) on thread \"shop-1\" in task \"")
                .contains("begun by thread \"" + thread + "\" in sandbox ");
    }

    @Test
    void failTheTestWhenCallsAreMissing() throws Exception {
        Expectations expectations = sandbox.expect(Payments.class).expect("charge", 3, Answer.of(1));
        charge(5);

        String message = "Expected 3 calls of Payments.charge in sandbox " + sandbox + ", but 1 has come:\n"
                + "- Payments.charge(5) on thread \"" + thread + "\"\n"
                + "If the call comes later, wait for it in the test: expectations.await(), or sandbox.awaitQuiescence().";
        assertThatThrownBy(expectations::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
        assertThatThrownBy(expectations::verify).hasMessage(message);
        assertThat(problems(sandbox)).containsExactly(message);
    }

    @Test
    void canBeRechargedAfterTheyWereUsedUp() throws Exception {
        Expectations expectations = sandbox.expect(Payments.class).expect("charge", Answer.of(1));
        charge(5);
        expectations.verify();

        expectations.expect("charge", Answer.of(2));

        assertThat(charge(5)).isEqualTo(2);
        assertThat(sandbox.expect(Payments.class)).isSameAs(expectations);
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void dropAnEarlierStub() throws Exception {
        sandbox.expect(Payments.class).stub("charge", Answer.of(9)).expect("charge", Answer.of(1));

        assertThat(charge(5)).isEqualTo(1);
        assertThatThrownBy(() -> charge(5)).hasMessageContaining("this is one more");
    }

    @Test
    void leaveTheRestToALaterStub() throws Exception {
        sandbox.expect(Payments.class).expect("charge", Answer.of(1)).stub("charge", Answer.of(9));

        assertThat(List.of(charge(5), charge(5), charge(5))).containsExactly(1, 9, 9);
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void doNotVerifyStubsAndTheLastStubWins() throws Exception {
        Expectations expectations =
                sandbox.expect(Payments.class).stub("charge", Answer.of(1)).stub("rate", Answer.of(0.5));
        expectations.stub("charge", Answer.of(2));

        assertThat(charge(5)).isEqualTo(2);
        expectations.verify();
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void denyACallAlsoOneThatWasStubbedBefore() throws Exception {
        sandbox.expect(Payments.class).stub("charge", Answer.of(1)).deny("charge");

        assertThatThrownBy(() -> charge(5)).hasMessageContaining(": no call of it was expected, this is one more.");
    }

    @Test
    void denyNothingThatIsStubbedLater() throws Exception {
        sandbox.expect(Payments.class).deny("charge").stub("charge", Answer.of(3));

        assertThat(charge(5)).isEqualTo(3);
    }

    @Test
    void ofNoCallsHoldWhenNoneComes() {
        sandbox.expect(Payments.class).deny("charge").expect("rate", 0, Answer.of(1.0));

        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void lettingTheOriginalAnswerIsAStubToo() throws Exception {
        sandbox.expect(Payments.class).stub("charge", Call::proceed);

        assertThat(charge(5)).isEqualTo(5);
        assertThat(payments.charged()).isEqualTo(5);
    }

    @Test
    void holdInOrderAcrossMethodsAndTypes() throws Exception {
        Mailer mailer = new SmtpMailer();
        sandbox.expect(Payments.class).inOrder().expect("charge", Answer.of(1));
        sandbox.expect(Mailer.class).inOrder().expect("send", Answer.of("sent"));

        assertThatThrownBy(() -> call(sandbox, () -> mailer.send("ana")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Unexpected call of SmtpMailer.send(ana) on thread \"" + thread + "\" in sandbox " + sandbox
                        + ", out of order: expected first is Payments.charge (1 call expected, 0 came). Without a fixed "
                        + "order, leave out inOrder().");
        charge(5);
        assertThat(call(sandbox, () -> mailer.send("ana"))).isEqualTo("sent");
        assertThat(problems(sandbox)).singleElement().asString().contains("out of order");
    }

    @Test
    void canBeAwaitedBySignal() throws Exception {
        Expectations expectations = sandbox.expect(Payments.class).expect("charge", 2, Answer.of(1));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (Scope scope = sandbox.enter()) {
            IntStream.range(0, 2).forEach(i -> pool.execute(() -> payments.charge(i)));
        }

        expectations.await();

        pool.shutdown();
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void sayWhatIsMissingAfterAWaitInVain() {
        Expectations expectations = sandbox.expect(Payments.class).expect("charge", Answer.of(1));

        assertThatThrownBy(() -> expectations.await(Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "Expected 1 call of Payments.charge in sandbox " + sandbox + ", but none has come.");
    }

    @Test
    void areForMethodsThatTheTypeHas() {
        Expectations expectations = sandbox.expect(Counter.class);

        assertThatThrownBy(() -> expectations.stub("cuont", Answer.of(1)))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "sandbox.expect(..) of " + Counter.class.getName() + " was refused in sandbox " + sandbox
                                + ": it has no method \"cuont\" but private ones, if any. It has [count, countTwice, toString].");
        assertThatThrownBy(() -> sandbox.expect(Payments.class).stub("provider", Answer.of("")))
                .hasMessageContaining(": its method \"provider\" is static, and no object's. ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expectations.expect("count", -1, Answer.of(1)))
                .withMessage("-1 calls of Counter.count cannot be expected. Expect 0 or more.");
    }

    @Test
    void runTheirAnswerOnTheThreadOfTheCaller() throws Exception {
        sandbox.expect(Mailer.class)
                .stub(
                        "send",
                        call -> call.method() + " " + call.arguments() + " on "
                                + Thread.currentThread().getName());

        assertThat(call(sandbox, () -> new SmtpMailer().send("ana"))).isEqualTo("send [ana] on " + thread);
    }
}
