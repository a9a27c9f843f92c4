package io.isolario.springboot.notes;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/notes")
class NotesController {

    private final Notes notes;
    private final Postman postman;
    private final ThreadPoolTaskExecutor printers;

    NotesController(Notes notes, Postman postman, ThreadPoolTaskExecutor printers) {
        this.notes = notes;
        this.postman = postman;
        this.printers = printers;
    }

    @GetMapping
    List<String> all() {
        return notes.all();
    }

    @PostMapping
    @Transactional
    void add(@RequestBody String text) {
        notes.add(text);
    }

    @PostMapping("/later")
    void addLater(@RequestBody String text) {
        postman.addLater(text);
    }

    @PostMapping("/printed")
    void print(@RequestBody String text) {
        printers.execute(() -> notes.add(text));
    }

    @PostMapping("/asynchronous")
    Callable<String> addAsynchronously(@RequestBody String text) {
        return () -> {
            notes.add(text);
            return text;
        };
    }

    @PostMapping("/mailed")
    void mail(@RequestBody String text) {
        postman.mail(text);
    }
}
