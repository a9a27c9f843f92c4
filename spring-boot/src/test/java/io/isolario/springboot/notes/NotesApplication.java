package io.isolario.springboot.notes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.client.RestTemplate;

@SpringBootApplication
@EnableAsync
public class NotesApplication {

    public static final String SEED = "seeded at start-up";

    /** How many contexts were started with each value of {@code notes.label}. */
    public static final Map<String, Integer> STARTS = new ConcurrentHashMap<>();

    @Bean
    CommandLineRunner seed(Notes notes, @Value("${notes.label:none}") String label) {
        return arguments -> {
            STARTS.merge(label, 1, Integer::sum);
            notes.add(SEED);
        };
    }

    /** An executor as applications have them: initialised by hand, with a decorator of its own. */
    @Bean
    ThreadPoolTaskExecutor printers() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(2);
        executor.setThreadNamePrefix("printer-");
        executor.setTaskDecorator(NotesApplication::uppercasing);
        executor.initialize();
        return executor;
    }

    private static Runnable uppercasing(Runnable task) {
        return () -> {
            Notes.UPPERCASE.set(true);
            try {
                task.run();
            } finally {
                Notes.UPPERCASE.remove();
            }
        };
    }

    @Bean
    RestTemplate restTemplate() {
        return new RestTemplate();
    }
}
