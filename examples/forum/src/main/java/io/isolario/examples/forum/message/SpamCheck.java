package io.isolario.examples.forum.message;

import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Takes a message for spam that is little more than links. */
@Component
public class SpamCheck {

    private static final Pattern LINK = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);
    private static final int MOST_LINKS = 5;

    public boolean isSpam(String author, String text) {
        return LINK.matcher(text).results().count() > MOST_LINKS;
    }
}
