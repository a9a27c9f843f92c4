package io.isolario.examples.forum.room;

import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.room.RoomStore.Member;
import io.isolario.examples.forum.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
public class RoomService {

    private final RoomStore rooms;
    private final Clock clock;

    RoomService(RoomStore rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    Room create(Caller caller, String name, String topic, boolean isPrivate) {
        Instant now = clock.instant();
        try {
            long id = rooms.insert(name, topic, isPrivate, caller.accountId(), now);
            rooms.addMember(id, caller.accountId(), now);
            return new Room(id, name, topic, isPrivate, caller.login());
        } catch (DuplicateKeyException taken) {
            throw ProblemException.conflict("room-exists", "There is already a room \"" + name + "\".");
        }
    }

    @Transactional(readOnly = true)
    List<Room> visibleTo(Caller caller) {
        return rooms.visibleTo(caller.accountId());
    }

    /** Returns the room if the caller may know of it. */
    @Transactional(readOnly = true)
    public Room visible(Caller caller, String name) {
        Room room = rooms.find(name).orElseThrow(() -> unknown(name));
        if (room.isPrivate() && !rooms.isMember(room.id(), caller.accountId())) {
            throw unknown(name);
        }
        return room;
    }

    /** Returns the room if the caller is a member of it. */
    @Transactional(readOnly = true)
    public Room joined(Caller caller, String name) {
        Room room = visible(caller, name);
        if (!rooms.isMember(room.id(), caller.accountId())) {
            throw ProblemException.forbidden("not-a-member", "Join the room \"" + name + "\" first.");
        }
        return room;
    }

    @Transactional(readOnly = true)
    List<Member> members(Caller caller, String name) {
        return rooms.members(visible(caller, name).id());
    }

    void join(Caller caller, String name) {
        rooms.addMember(visible(caller, name).id(), caller.accountId(), clock.instant());
    }

    void leave(Caller caller, String name) {
        Room room = joined(caller, name);
        if (room.isOwnedBy(caller.login())) {
            throw ProblemException.conflict("owner-cannot-leave", "The owner cannot leave; delete the room instead.");
        }
        rooms.removeMember(room.id(), caller.accountId());
    }

    void invite(Caller caller, String name, String login) {
        Room room = owned(caller, name);
        long invited = rooms.accountId(login)
                .orElseThrow(
                        () -> ProblemException.notFound("member-unknown", "There is no member \"" + login + "\"."));
        rooms.addMember(room.id(), invited, clock.instant());
    }

    void delete(Caller caller, String name) {
        rooms.delete(owned(caller, name).id());
    }

    private Room owned(Caller caller, String name) {
        Room room = visible(caller, name);
        if (!room.isOwnedBy(caller.login())) {
            throw ProblemException.forbidden("not-the-owner", "Only the owner of the room may do that.");
        }
        return room;
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("room-unknown", "There is no room \"" + name + "\".");
    }
}
