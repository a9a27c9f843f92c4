package io.isolario.examples.forum.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends plain text mails in the name of the forum. */
@Component
public class Postman {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    private final JavaMailSender sender;
    private final ForumMailProperties properties;

    Postman(JavaMailSender sender, ForumMailProperties properties) {
        this.sender = sender;
        this.properties = properties;
    }

    public void send(String to, String subject, String text) {
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(properties.from());
        mail.setTo(to);
        mail.setSubject(subject);
        mail.setText(text);
        sender.send(mail);
        log.debug("Sent \"{}\" to {}", subject, to);
    }
}
