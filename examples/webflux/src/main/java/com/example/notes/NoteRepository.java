package com.example.notes;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** JDBC blocks, so each query runs on a thread that may be blocked. */
@Repository
class NoteRepository {

    private final JdbcClient jdbc;

    NoteRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Mono<Note> add(String text) {
        return blocking(() -> jdbc.sql("insert into note (text) values (?) returning id, text")
                .param(text)
                .query(Note.class)
                .single());
    }

    Flux<Note> all() {
        return blocking(this::list).flatMapIterable(notes -> notes);
    }

    Mono<Long> count() {
        return blocking(
                () -> jdbc.sql("select count(*) from note").query(Long.class).single());
    }

    private List<Note> list() {
        return jdbc.sql("select id, text from note order by id")
                .query(Note.class)
                .list();
    }

    private static <T> Mono<T> blocking(Callable<T> query) {
        return Mono.fromCallable(query).subscribeOn(Schedulers.boundedElastic());
    }
}
