package io.isolario.springboot.web;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Binds each thread that passes a signal of Reactor to the sandbox in the signal's context, for exactly that signal.
 *
 * <p>A function that is applied to a sink directly runs where the sink is fed, since Reactor has no hook between the two; from the next
 * operator on it is the subscriber's sandbox again.
 *
 * <p>Reactor's own propagation would carry whatever else an application has registered, in tests only. Confined as the subscriber that
 * it wraps. It takes the place of a subscription that could be fused, and says that it cannot: a fused one passes no signals.
 *
 * @param <T> what is passed
 */
final class SandboxSignals<T> implements CoreSubscriber<T>, Fuseable.QueueSubscription<T>, Scannable {

    private static final String HOOK = "isolario";

    private final CoreSubscriber<? super T> subscriber;
    private final Sandbox sandbox;
    private Subscription subscription = Operators.emptySubscription();
    // Written by whoever passes a signal, which is one thread at a time.
    private volatile boolean over;

    private SandboxSignals(CoreSubscriber<? super T> subscriber, Sandbox sandbox) {
        this.subscriber = subscriber;
        this.sandbox = sandbox;
    }

    /** Lets every operator that is assembled from now on do so; what has no sandbox in its context stays as it is. */
    static void install() {
        Hooks.onEachOperator(HOOK, Operators.lift((source, subscriber) -> of(subscriber)));
    }

    private static <T> CoreSubscriber<? super T> of(CoreSubscriber<? super T> subscriber) {
        return SandboxWebFilter.sandboxOf(subscriber.currentContext())
                .<CoreSubscriber<? super T>>map(sandbox -> new SandboxSignals<>(subscriber, sandbox))
                .orElse(subscriber);
    }

    @Override
    public Context currentContext() {
        return subscriber.currentContext();
    }

    @Override
    public void onSubscribe(Subscription upstream) {
        subscription = upstream;
        inSandbox(() -> subscriber.onSubscribe(this));
    }

    @Override
    public void onNext(T value) {
        if (over) {
            Operators.onNextDropped(value, currentContext());
        } else {
            inSandbox(() -> subscriber.onNext(value));
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (over) {
            Operators.onErrorDropped(failure, currentContext());
        } else {
            over = true;
            last(() -> subscriber.onError(failure));
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            over = true;
            last(subscriber::onComplete);
        }
    }

    @Override
    public void request(long count) {
        inSandbox(() -> subscription.request(count));
    }

    @Override
    public void cancel() {
        last(subscription::cancel);
    }

    private void inSandbox(Runnable signal) {
        if (Sandbox.current().filter(sandbox::equals).isPresent()) {
            signal.run();
            return;
        }
        Scope entered;
        try {
            entered = enter();
        } catch (SandboxEndedException ended) {
            cutOff(ended);
            return;
        }
        run(signal, entered);
    }

    /** A signal that ends the subscription is passed even when the sandbox has ended, but by nobody in particular. */
    @SuppressWarnings("MustBeClosedChecker") // run(..) closes it.
    private void last(Runnable signal) {
        Scope entered;
        try {
            entered = enter();
        } catch (SandboxEndedException ended) {
            entered = Scope.detached();
        }
        run(signal, entered);
    }

    private static void run(Runnable signal, Scope entered) {
        try (entered) {
            signal.run();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // The callers close it.
    private Scope enter() {
        return sandbox.enter();
    }

    private void cutOff(SandboxEndedException ended) {
        if (!over) {
            over = true;
            subscription.cancel();
            subscriber.onError(ended);
        }
    }

    @Override
    public int requestFusion(int requestedMode) {
        return Fuseable.NONE;
    }

    @Override
    public @Nullable T poll() {
        return null;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void clear() {
        // Nothing is kept here.
    }

    @Override
    @SuppressWarnings("rawtypes") // As Reactor declares it.
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.ACTUAL) {
            return subscriber;
        }
        return key == Attr.PARENT ? subscription : null;
    }
}
