package io.isolario.springboot.reactive;

import io.isolario.core.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@SpringBootApplication
public class ReactiveApplication {

    /** The requests that wait until a test lets them go on. */
    public static final BlockingQueue<Sinks.One<String>> HELD = new LinkedBlockingQueue<>();

    @RestController
    static class Notes {

        private final JdbcClient database;

        Notes(JdbcClient database) {
            this.database = database;
        }

        private static String owner() {
            return Sandbox.current().map(sandbox -> sandbox.owner().label()).orElse("nobody");
        }

        @GetMapping("/owner")
        Mono<String> ownerNow() {
            return Mono.fromCallable(Notes::owner);
        }

        @GetMapping("/delayed")
        Mono<String> ownerLater() {
            return Mono.delay(Duration.ofMillis(10)).map(tick -> owner());
        }

        @GetMapping("/several")
        Mono<List<String>> ownerOnSeveralThreads() {
            return Flux.range(1, 3)
                    .publishOn(Schedulers.parallel())
                    .map(i -> owner())
                    .flatMap(name ->
                            Mono.fromCallable(() -> name + "+" + owner()).subscribeOn(Schedulers.boundedElastic()))
                    .collectList();
        }

        @GetMapping("/notes")
        Mono<List<String>> all() {
            return Mono.fromCallable(() -> database.sql("select text from note order by id")
                            .query(String.class)
                            .list())
                    .subscribeOn(Schedulers.boundedElastic());
        }

        @PostMapping("/notes")
        Mono<Integer> add(@RequestBody Mono<String> text) {
            return text.publishOn(Schedulers.boundedElastic())
                    .map(note -> database.sql("insert into note (text) values (?)")
                            .param(note)
                            .update());
        }

        @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> events() {
            return Flux.concat(Mono.fromCallable(Notes::owner), Flux.never());
        }

        @GetMapping("/held")
        Mono<String> held() {
            Sinks.One<String> sink = Sinks.one();
            HELD.add(sink);
            return sink.asMono().flatMap(text -> ownerNow().map(name -> text + name));
        }

        @GetMapping("/path")
        Mono<String> path(ServerHttpRequest request) {
            return Mono.just(request.getPath().value() + "?" + request.getURI().getRawQuery());
        }
    }
}
