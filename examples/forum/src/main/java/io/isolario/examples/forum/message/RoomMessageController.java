package io.isolario.examples.forum.message;

import io.isolario.examples.forum.session.Authenticated;
import io.isolario.examples.forum.session.Caller;
import io.isolario.examples.forum.session.Credential;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was said in a room, for the front end; new messages come over its chat. */
@RestController
@RequestMapping("/api/rooms/{room}/messages")
@Authenticated(Credential.SESSION)
class RoomMessageController {

    private final MessageService messages;

    RoomMessageController(MessageService messages) {
        this.messages = messages;
    }

    @GetMapping
    MessagePage list(
            Caller caller,
            @PathVariable String room,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        return messages.newestFirst(caller, room, before, limit);
    }
}
