package io.isolario.examples.forum.room;

import io.isolario.examples.forum.room.RoomStore.Member;
import io.isolario.examples.forum.session.Authenticated;
import io.isolario.examples.forum.session.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/rooms")
@Authenticated
class RoomController {

    record NewRoom(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,39}", message = "must be 2 to 40 of a-z, 0-9 and hyphen")
                    String name,
            @Size(max = 200) String topic,
            Boolean isPrivate) {}

    private final RoomService rooms;

    RoomController(RoomService rooms) {
        this.rooms = rooms;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Room create(Caller caller, @Valid @RequestBody NewRoom room) {
        return rooms.create(
                caller, room.name(), room.topic() == null ? "" : room.topic(), Boolean.TRUE.equals(room.isPrivate()));
    }

    @GetMapping
    List<Room> list(Caller caller) {
        return rooms.visibleTo(caller);
    }

    @GetMapping("/{name}")
    Room view(Caller caller, @PathVariable String name) {
        return rooms.visible(caller, name);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String name) {
        rooms.delete(caller, name);
    }

    @GetMapping("/{name}/members")
    List<Member> members(Caller caller, @PathVariable String name) {
        return rooms.members(caller, name);
    }

    @PutMapping("/{name}/members/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void join(Caller caller, @PathVariable String name) {
        rooms.join(caller, name);
    }

    @DeleteMapping("/{name}/members/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller, @PathVariable String name) {
        rooms.leave(caller, name);
    }

    @PutMapping("/{name}/members/{login}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void invite(Caller caller, @PathVariable String name, @PathVariable String login) {
        rooms.invite(caller, name, login);
    }
}
