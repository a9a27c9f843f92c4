package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import io.isolario.doubles.Shop.Counter;
import io.isolario.doubles.Shop.LoudOrders;
import io.isolario.doubles.Shop.Mailer;
import io.isolario.doubles.Shop.Orders;
import io.isolario.doubles.Shop.Payments;
import io.isolario.doubles.Shop.Repository;
import io.isolario.doubles.Shop.SmtpMailer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class ReplaceTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void sendsEveryCallOnATypeToTheFakeInThisSandboxOnly() throws Exception {
        Mailer mailer = new SmtpMailer();
        ManagedSandbox other = shop.open("bob");

        sandbox.replace(Mailer.class, to -> "fake " + to);

        assertThat(call(sandbox, () -> mailer.send("ana"))).isEqualTo("fake ana");
        assertThat(call(other, () -> mailer.send("bob"))).isEqualTo("smtp bob");
        assertThat(mailer.send("nobody")).isEqualTo("smtp nobody");
    }

    @Test
    void followsWorkToOtherThreads() throws Exception {
        Mailer mailer = new SmtpMailer();
        sandbox.replace(Mailer.class, to -> "fake " + to);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<String> sent;
            try (Scope scope = sandbox.enter()) {
                sent = CompletableFuture.supplyAsync(() -> mailer.send("ana"), pool)
                        .thenApplyAsync(first -> first + ", " + mailer.send("eve"));
            }

            assertThat(sent.get()).isEqualTo("fake ana, fake eve");
            assertThat(CompletableFuture.supplyAsync(() -> mailer.send("x"), pool)
                            .get())
                    .isEqualTo("smtp x");
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void reachesFinalClassesPackagePrivateMethodsPrimitivesAndVoid() throws Exception {
        Payments payments = new Payments();
        Payments fake = Mockito.mock(Payments.class);
        Mockito.when(fake.charge(5)).thenReturn(7);
        Mockito.when(fake.rate(3L, 0.5)).thenReturn(1.25);
        Mockito.doThrow(new IOException("closed")).when(fake).refund("late");

        sandbox.replace(Payments.class, fake);

        try (Scope scope = sandbox.enter()) {
            assertThat(payments.charge(5)).isEqualTo(7);
            assertThat(payments.rate(3L, 0.5)).isEqualTo(1.25);
            assertThatThrownBy(() -> payments.refund("late"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("closed");
            payments.refund("");
        }
        assertThat(payments.charged()).isZero();
        assertThat(payments.charge(3)).isEqualTo(3);
        assertThatThrownBy(() -> payments.refund("")).hasMessage("no reason");
        Mockito.verify(fake).charge(5);
    }

    @Test
    void letsTheFakeDelegateToTheOriginal() throws Exception {
        Counter counter = new Counter();
        List<String> seen = new ArrayList<>();
        Counter fake = new Counter() {
            @Override
            int countTwice(String name) {
                seen.add(name);
                return 100 + counter.countTwice(name);
            }
        };

        sandbox.replace(counter, fake);

        assertThat(call(sandbox, () -> counter.countTwice("a"))).isEqualTo(102);
        assertThat(seen).containsExactly("a");
        assertThat(counter).hasToString("counter of [a, a]");
    }

    @Test
    void takesAMockitoSpyOfTheOriginal() throws Exception {
        Counter counter = new Counter();
        Counter spy = Mockito.spy(counter);
        Mockito.doReturn(42).when(spy).count("b");

        sandbox.replace(Counter.class, spy);

        assertThat(call(sandbox, () -> counter.count("a"))).isEqualTo(1);
        assertThat(call(sandbox, () -> counter.count("b"))).isEqualTo(42);
        Mockito.verify(spy).count("a");
        // A spy copies fields, so the two share one list.
        assertThat(counter.count("c")).isEqualTo(2);
        Mockito.verify(spy, Mockito.never()).count("c");
    }

    @Test
    void ofOneObjectLeavesOthersOfItsClassAlone() throws Exception {
        SmtpMailer first = new SmtpMailer();
        SmtpMailer second = new SmtpMailer();

        sandbox.<Mailer>replace(first, to -> "fake " + to);

        assertThat(call(sandbox, () -> first.send("a") + ", " + second.send("b")))
                .isEqualTo("fake a, smtp b");
    }

    @Test
    void ofOneObjectWinsOverThatOfItsType() throws Exception {
        SmtpMailer first = new SmtpMailer();
        SmtpMailer second = new SmtpMailer();

        sandbox.<Mailer>replace(first, to -> "of the object");
        sandbox.replace(Mailer.class, to -> "of the type");

        assertThat(call(sandbox, () -> first.send("a") + ", " + second.send("b")))
                .isEqualTo("of the object, of the type");
    }

    @Test
    void ofAnInterfaceIncludesItsDefaultMethods() throws Exception {
        Mailer mailer = new SmtpMailer();
        Mailer fake = Mockito.mock(Mailer.class);
        Mockito.when(fake.welcome("ana")).thenReturn("hello ana");

        sandbox.replace(Mailer.class, fake);

        assertThat(call(sandbox, () -> mailer.welcome("ana"))).isEqualTo("hello ana");
        assertThat(mailer.welcome("ana")).isEqualTo("welcome smtp ana");
    }

    @Test
    void reachesGenericMethodsBothThroughTheirBridgeAndDirectly() throws Exception {
        Orders orders = new Orders();
        LoudOrders loud = new LoudOrders();
        Repository<String> general = orders;

        sandbox.replace(Repository.class, (Object entity) -> "fake " + entity);

        try (Scope scope = sandbox.enter()) {
            assertThat(general.save("a")).isEqualTo("fake a");
            assertThat(orders.save("b")).isEqualTo("fake b");
            assertThat(loud.save("c")).isEqualTo("fake c");
        }
        assertThat(loud.save("d")).isEqualTo("stored d!");
    }

    @Test
    void ofASingleMethodLeavesTheOthersAndCanGoOn() throws Exception {
        Counter counter = new Counter();

        sandbox.replace(Counter.class, "count", call -> {
            Object result = call.proceed();
            return result == null ? 0 : (int) result * 10;
        });

        assertThat(call(sandbox, () -> counter.countTwice("a"))).isEqualTo(20);
        assertThat(counter.count("a")).isEqualTo(3);
    }

    @Test
    void ofASingleMethodCanBeThatOfAStaticOne() throws Exception {
        sandbox.replace(Payments.class, "provider", call -> "fake " + call.proceed());

        assertThat(call(sandbox, Payments::provider)).isEqualTo("fake bank");
        assertThat(Payments.provider()).isEqualTo("bank");
    }

    @Test
    void anewReplacesTheFormerFake() throws Exception {
        Mailer mailer = new SmtpMailer();

        sandbox.replace(Mailer.class, to -> "first");
        sandbox.replace(Mailer.class, to -> "second");

        assertThat(call(sandbox, () -> mailer.send("ana"))).isEqualTo("second");
    }

    @Test
    void ofOneMethodWinsOverAnEarlierFake() throws Exception {
        Counter counter = new Counter();
        Counter fake = Mockito.mock(Counter.class);
        Mockito.when(fake.countTwice("a")).thenReturn(2);

        sandbox.replace(Counter.class, fake);
        sandbox.replace(Counter.class, "count", call -> 1 + (int) requireNonNull(call.proceed()));

        try (Scope scope = sandbox.enter()) {
            assertThat(counter.countTwice("a")).isEqualTo(2);
            // The fake counts nothing, and the method adds one.
            assertThat(counter.count("a")).isEqualTo(1);
        }
    }

    @Test
    void identityStaysWithTheObject() throws Exception {
        Counter counter = new Counter();
        Counter fake = Mockito.mock(Counter.class);
        int hash = counter.hashCode();

        sandbox.replace(Counter.class, fake);

        try (Scope scope = sandbox.enter()) {
            assertThat(counter.hashCode()).isEqualTo(hash);
            assertThat(counter).isNotEqualTo(fake).hasToString("counter of []");
        }
    }

    @Test
    void isUndoneWithResetAndByTheEnd() throws Exception {
        Mailer mailer = new SmtpMailer();
        sandbox.replace(Mailer.class, to -> "fake");

        sandbox.reset();

        assertThat(call(sandbox, () -> mailer.send("ana"))).isEqualTo("smtp ana");
    }

    @Test
    void goesBackToACheckpoint() throws Exception {
        Mailer mailer = new SmtpMailer();
        sandbox.replace(Mailer.class, to -> "before");
        sandbox.checkpoint();
        sandbox.replace(Mailer.class, to -> "after");

        sandbox.reset();

        assertThat(call(sandbox, () -> mailer.send("ana"))).isEqualTo("before");
    }
}
