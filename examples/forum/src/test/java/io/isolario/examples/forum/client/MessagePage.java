package io.isolario.examples.forum.client;

import java.util.List;

public record MessagePage(List<Message> messages, Long nextBefore) {

    public List<String> texts() {
        return messages.stream().map(Message::text).toList();
    }
}
