package io.isolario.springboot.counters;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/** Has a thread that takes jobs from a queue, and remembers its life. */
public class Engine implements SmartLifecycle, DisposableBean {

    private final List<String> life = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    public List<String> life() {
        return life;
    }

    @CanIgnoreReturnValue
    public CompletableFuture<Void> submit(Runnable job) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        jobs.add(() -> {
            job.run();
            done.complete(null);
        });
        return done;
    }

    @PostConstruct
    void prepare() {
        life.add("prepared");
    }

    @Override
    public void start() {
        life.add("started");
        running = true;
        thread = new Thread(this::run, "engine");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (running) {
                jobs.take().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        life.add("stopped");
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @PreDestroy
    void say() {
        life.add("about to be destroyed");
    }

    @Override
    public void destroy() {
        life.add("destroyed");
    }
}
