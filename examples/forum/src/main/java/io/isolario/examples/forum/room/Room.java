package io.isolario.examples.forum.room;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A room; {@code owner} is null if nobody owns it (any more). */
public record Room(@JsonIgnore long id, String name, String topic, boolean isPrivate, String owner) {

    boolean isOwnedBy(String login) {
        return login.equals(owner);
    }
}
