package io.isolario.examples.forum.telemetry;

import io.isolario.examples.forum.telemetry.AnalyticsStore.Row;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes the events of all chats, one after the other on a thread of its own, and writes what becomes of them. */
@Component
public class TelemetryAggregator implements SmartLifecycle {

    /** So many events have come, and so many rows have been written, since the start. */
    public record Throughput(long received, long written) {}

    private static final Logger log = LoggerFactory.getLogger(TelemetryAggregator.class);

    private final AnalyticsStore analytics;
    private final TelemetryMerger merger;
    private final BlockingQueue<TelemetryEvent> queue;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private volatile Thread thread;

    TelemetryAggregator(AnalyticsStore analytics, TelemetryProperties properties) {
        this.analytics = analytics;
        this.merger = new TelemetryMerger(properties.typingWindow());
        this.queue = new LinkedBlockingQueue<>(properties.queueCapacity());
    }

    public void emit(TelemetryEvent event) {
        if (!queue.offer(event)) {
            log.warn("Telemetry queue is full, dropped {}", event);
        }
    }

    @Override
    public void start() {
        Thread started = new Thread(this::run, "telemetry");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        Thread stopped = thread;
        thread = null;
        if (stopped != null) {
            stopped.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    public Throughput throughput() {
        return new Throughput(received.get(), written.get());
    }

    private void run() {
        try {
            while (isRunning()) {
                process(queue.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void process(TelemetryEvent event) {
        received.incrementAndGet();
        try {
            List<Row> rows = merger.merge(event);
            if (!rows.isEmpty()) {
                analytics.add(rows);
                written.addAndGet(rows.size());
            }
        } catch (RuntimeException failed) {
            log.error("Lost {}", event, failed);
        }
    }
}
