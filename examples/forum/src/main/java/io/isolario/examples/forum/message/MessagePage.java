package io.isolario.examples.forum.message;

import java.util.List;

/** Messages, newest first; {@code nextBefore} is the cursor of the next page, or null if there is none. */
record MessagePage(List<Message> messages, Long nextBefore) {}
