package com.example.notes;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/notes")
class NoteController {

    private final NoteRepository notes;

    NoteController(NoteRepository notes) {
        this.notes = notes;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Note> add(@RequestBody Mono<String> text) {
        return text.flatMap(notes::add);
    }

    /** Adds a note for each line, several at a time. */
    @PostMapping("/lines")
    Mono<Long> addLines(@RequestBody Mono<String> text) {
        return text.flatMapIterable(lines -> lines.lines().toList())
                .flatMap(notes::add, 4)
                .then(notes.count());
    }

    @GetMapping
    Flux<Note> all() {
        return notes.all();
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    String alreadyThere(DuplicateKeyException e) {
        return "There is such a note already.";
    }
}
