package io.isolario.examples.forum.message;

import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.room.Room;
import io.isolario.examples.forum.room.RoomService;
import io.isolario.examples.forum.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
public class MessageService {

    private static final int SEARCH_LIMIT = 50;

    private final MessageStore messages;
    private final RoomService rooms;
    private final SpamCheck spam;
    private final MessageProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MessageService(
            MessageStore messages,
            RoomService rooms,
            SpamCheck spam,
            MessageProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.messages = messages;
        this.rooms = rooms;
        this.spam = spam;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    public Message post(Caller caller, String roomName, String text) {
        Room room = rooms.joined(caller, roomName);
        if (spam.isSpam(caller.login(), text)) {
            throw ProblemException.unprocessable("message-is-spam", "The message looks like spam.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long id = messages.insert(room.id(), caller.accountId(), text, now);
        Message message = new Message(id, room.name(), caller.login(), text, now, null);
        events.publishEvent(new MessagePosted(room.id(), message));
        return message;
    }

    @Transactional(readOnly = true)
    MessagePage newestFirst(Caller caller, String roomName, Long before, int limit) {
        Room room = rooms.joined(caller, roomName);
        List<Message> found = messages.newestFirst(room.id(), before == null ? Long.MAX_VALUE : before, limit + 1);
        if (found.size() <= limit) {
            return new MessagePage(found, null);
        }
        List<Message> page = found.subList(0, limit);
        return new MessagePage(page, page.get(limit - 1).id());
    }

    @Transactional(readOnly = true)
    List<Message> search(Caller caller, String words) {
        return messages.search(caller.accountId(), words, SEARCH_LIMIT);
    }

    Message edit(Caller caller, long id, String text) {
        Message message = visible(caller, id);
        if (!caller.login().equals(message.author())) {
            throw ProblemException.forbidden("not-the-author", "Only the author may edit a message.");
        }
        Instant now = clock.instant();
        if (now.isAfter(message.postedAt().plus(properties.editWindow()))) {
            throw ProblemException.conflict("edit-window-closed", "The message is too old to be edited.");
        }
        messages.edit(id, text, now);
        return visible(caller, id);
    }

    void delete(Caller caller, long id) {
        Message message = visible(caller, id);
        Room room = rooms.joined(caller, message.room());
        if (!caller.login().equals(message.author()) && !caller.login().equals(room.owner())) {
            throw ProblemException.forbidden(
                    "not-the-author", "Only the author or the room's owner may delete a message.");
        }
        messages.delete(id);
    }

    @Transactional(readOnly = true)
    long unread(Caller caller, String roomName) {
        return messages.unread(rooms.joined(caller, roomName).id(), caller.accountId());
    }

    void markRead(Caller caller, String roomName, long lastMessageId) {
        messages.markRead(rooms.joined(caller, roomName).id(), caller.accountId(), lastMessageId);
    }

    private Message visible(Caller caller, long id) {
        Message message = messages.find(id)
                .orElseThrow(() -> ProblemException.notFound("message-unknown", "There is no message " + id + "."));
        rooms.joined(caller, message.room());
        return message;
    }
}
