package io.isolario.examples.forum.outside;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Something that browsers may keep, as applications have it and the forum does not. */
@TestComponent
@RestController
class KeptAnswers {

    private final JdbcClient database;

    KeptAnswers(JdbcClient database) {
        this.database = database;
    }

    @GetMapping("/kept/members")
    ResponseEntity<List<String>> members() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(database.sql("select login from accounts order by login")
                        .query(String.class)
                        .list());
    }
}
