package io.isolario.examples.forum.admin;

import io.isolario.examples.forum.message.MessageStore;
import io.isolario.examples.forum.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the messages of another forum over, all or none of them. */
@Service
class MessageImport {

    record Line(@NotBlank String author, @NotNull String text, @NotNull Instant postedAt) {}

    record Batch(@NotBlank String room, @NotEmpty List<@Valid Line> messages) {}

    record Imported(int messages) {}

    private final MessageStore messages;
    private final JdbcClient jdbc;

    MessageImport(MessageStore messages, JdbcClient jdbc) {
        this.messages = messages;
        this.jdbc = jdbc;
    }

    @Transactional
    public Imported run(Batch batch) {
        long room =
                id("select id from rooms where name = ?", batch.room(), "There is no room \"" + batch.room() + "\".");
        int number = 0;
        for (Line line : batch.messages()) {
            number++;
            String problem =
                    "Message " + number + ": there is no member \"" + line.author() + "\"; nothing was imported.";
            long author = id("select id from accounts where login = ?", line.author(), problem);
            messages.insert(room, author, line.text(), line.postedAt());
        }
        return new Imported(number);
    }

    private long id(String sql, String name, String problem) {
        return jdbc.sql(sql)
                .param(name)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> ProblemException.unprocessable("import-failed", problem));
    }
}
