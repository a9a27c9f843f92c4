package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Trace;
import io.isolario.core.doubles.TracedCall;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import io.isolario.doubles.Shop.Counter;
import io.isolario.doubles.Shop.LoudOrders;
import io.isolario.doubles.Shop.Orders;
import io.isolario.doubles.Shop.Payments;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");
    private final ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "shop-1"));

    @AfterEach
    void close() {
        pool.shutdown();
        shop.close();
    }

    @Test
    void tellsArgumentsResultThreadAndTheChainOfWork() throws Exception {
        Payments payments = new Payments();
        Trace calls = sandbox.trace(Payments.class, "charge");

        Future<?> submitted;
        Work request = sandbox.begin(WorkKind.REQUEST, "POST /orders");
        request.runningHere();
        try (Scope scope = sandbox.enter()) {
            submitted = pool.submit(() -> payments.charge(5));
        }
        TracedCall charged = calls.awaitOne();
        submitted.get();
        request.end();

        assertThat(charged.method()).isEqualTo("Payments.charge");
        assertThat(charged.receiver()).isSameAs(payments);
        assertThat(charged.arguments()).containsExactly(5);
        assertThat(charged.result()).isEqualTo(5);
        assertThat(charged.failure()).isEmpty();
        assertThat(charged.thread()).isEqualTo("shop-1");
        assertThat(charged.work()).extracting(PendingWork::kind).containsExactly(WorkKind.TASK, WorkKind.REQUEST);
        assertThat(charged.work().get(1).description()).isEqualTo("POST /orders");
        assertThat(charged.describe())
                .startsWith("Payments.charge(5) returned 5 on thread \"shop-1\" in task \"")
                .endsWith(", in request \"POST /orders\" begun by thread \""
                        + Thread.currentThread().getName() + "\"");
    }

    @Test
    void tellsWhatWasThrown() {
        Payments payments = new Payments();
        Trace calls = sandbox.trace(Payments.class, "refund");

        assertThatThrownBy(() -> call(sandbox, () -> {
                    payments.refund("");
                    return "";
                }))
                .isInstanceOf(IOException.class);

        TracedCall refund = calls.awaitOne();
        assertThat(refund.failure()).containsInstanceOf(IOException.class);
        assertThat(refund.describe()).startsWith("Payments.refund() threw java.io.IOException: no reason on thread \"");
    }

    @Test
    void seesStaticMethods() throws Exception {
        Trace calls = sandbox.trace(Payments.class, "provider");

        call(sandbox, Payments::provider);

        assertThat(calls.awaitOne().result()).isEqualTo("bank");
        assertThat(calls.awaitOne().receiver()).isNull();
    }

    @Test
    void seesNothingOfOtherSandboxesAndOfNobody() throws Exception {
        Counter counter = new Counter();
        ManagedSandbox other = shop.open("bob");
        Trace calls = sandbox.trace(Counter.class, "count");

        counter.count("nobody");
        call(other, () -> counter.count("bob"));
        call(sandbox, () -> counter.count("ana"));

        assertThat(calls.all()).extracting(TracedCall::arguments).containsExactly(List.of("ana"));
    }

    @Test
    void seesACallOnceThoughItIsHandedToTheMethodAbove() throws Exception {
        Trace calls = sandbox.trace(Orders.class, "save");
        LoudOrders orders = new LoudOrders();

        call(sandbox, () -> orders.save("a"));

        assertThat(calls.awaitOne().result()).isEqualTo("stored a!");
    }

    @Test
    void seesACallOfAReplacedMethodOnceWithTheAnswerOfTheFake() throws Exception {
        Counter counter = new Counter();
        Trace calls = sandbox.trace(Counter.class, "count");
        sandbox.replace(Counter.class, "count", original -> {
            original.proceed();
            return 77;
        });

        call(sandbox, () -> counter.count("a"));

        assertThat(calls.awaitOne().result()).isEqualTo(77);
    }

    @Test
    void fullListWaitsForAllWork() throws Exception {
        Counter counter = new Counter();
        Trace calls = sandbox.trace(Counter.class, "count");

        try (Scope scope = sandbox.enter()) {
            for (String name : List.of("a", "b", "c")) {
                pool.execute(() -> counter.count(name));
            }
        }

        assertThat(calls.all()).extracting(TracedCall::result).containsExactly(1, 2, 3);
        assertThat(calls.await(2)).hasSize(2);
    }

    @Test
    void saysThatNothingCame() {
        Trace calls = sandbox.trace(Counter.class, "count");

        assertThatThrownBy(() -> calls.await(1, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected 1 call of Counter.count in sandbox " + sandbox
                        + " within 20 ms, but none has come.\nNo work of the sandbox is outstanding: what would call it "
                        + "has ended, never began, or is nobody's.");
    }

    @Test
    void saysWhichCameIfThereAreSeveral() throws Exception {
        Counter counter = new Counter();
        Trace calls = sandbox.trace(Counter.class, "count");
        call(sandbox, () -> counter.countTwice("a"));

        String thread = Thread.currentThread().getName();
        assertThatThrownBy(calls::awaitOne)
                .hasMessage("Expected a single call of Counter.count in sandbox " + sandbox + ", but 2 have come."
                        + "\n- Counter.count(a) returned 1 on thread \"" + thread + "\""
                        + "\n- Counter.count(a) returned 2 on thread \"" + thread + "\"");
        assertThatThrownBy(() -> calls.await(3, Duration.ZERO))
                .hasMessageStartingWith("Expected 3 calls of Counter.count in sandbox " + sandbox
                        + " within 0 ms, but 2 have come.\n- ");
    }

    @Test
    void goesTogetherWithExpectations() throws Exception {
        Counter counter = new Counter();
        sandbox.expect(Counter.class).expect("count", Answer.of(9));
        Trace calls = sandbox.trace(Counter.class, "count");

        call(sandbox, () -> counter.count("a"));

        assertThat(calls.awaitOne().result()).isEqualTo(9);
    }
}
