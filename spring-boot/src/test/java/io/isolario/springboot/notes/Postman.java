package io.isolario.springboot.notes;

import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

@Service
class Postman {

    private final Notes notes;
    // By class, as some applications do.
    private final JavaMailSenderImpl sender;

    Postman(Notes notes, JavaMailSenderImpl sender) {
        this.notes = notes;
        this.sender = sender;
    }

    @Async
    public void addLater(String text) {
        notes.add(text);
    }

    @Async
    public void mail(String text) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("notes@example.org");
        message.setTo("ana@example.org");
        message.setSubject(text);
        message.setText("You noted: " + text);
        sender.send(message);
    }
}
