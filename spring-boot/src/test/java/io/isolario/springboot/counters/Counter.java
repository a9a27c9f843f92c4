package io.isolario.springboot.counters;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

public class Counter implements ApplicationListener<PayloadApplicationEvent<Counter.Step>> {

    public record Bump(int by) {}

    public record Step() {}

    private final AtomicInteger value = new AtomicInteger();
    private final AtomicInteger ticks = new AtomicInteger();

    public int add(int by) {
        return value.addAndGet(by);
    }

    public int value() {
        return value.get();
    }

    public int ticks() {
        return ticks.get();
    }

    @EventListener
    void on(Bump bump) {
        value.addAndGet(bump.by());
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<Step> event) {
        value.incrementAndGet();
    }

    @Scheduled(fixedRate = 1)
    void tick() {
        ticks.incrementAndGet();
    }
}
