package io.isolario.examples.forum.message;

import io.isolario.examples.forum.session.Authenticated;
import io.isolario.examples.forum.session.Caller;
import io.isolario.examples.forum.session.Credential;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/mobile")
@Authenticated(Credential.API_KEY)
class MobileMessageController {

    record MessageText(@NotBlank @Size(max = 2000) String text) {}

    record ReadMark(@Min(0) long lastRead) {}

    record Unread(long unread) {}

    private final MessageService messages;

    MobileMessageController(MessageService messages) {
        this.messages = messages;
    }

    @PostMapping("/rooms/{room}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    Message post(Caller caller, @PathVariable String room, @Valid @RequestBody MessageText message) {
        return messages.post(caller, room, message.text());
    }

    @GetMapping("/rooms/{room}/messages")
    MessagePage list(
            Caller caller,
            @PathVariable String room,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return messages.newestFirst(caller, room, before, limit);
    }

    @GetMapping("/rooms/{room}/unread")
    Unread unread(Caller caller, @PathVariable String room) {
        return new Unread(messages.unread(caller, room));
    }

    @PutMapping("/rooms/{room}/read-mark")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void markRead(Caller caller, @PathVariable String room, @Valid @RequestBody ReadMark mark) {
        messages.markRead(caller, room, mark.lastRead());
    }

    @GetMapping("/messages/search")
    List<Message> search(Caller caller, @RequestParam("q") @NotBlank String words) {
        return messages.search(caller, words);
    }

    @PatchMapping("/messages/{id}")
    Message edit(Caller caller, @PathVariable long id, @Valid @RequestBody MessageText message) {
        return messages.edit(caller, id, message.text());
    }

    @DeleteMapping("/messages/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable long id) {
        messages.delete(caller, id);
    }
}
