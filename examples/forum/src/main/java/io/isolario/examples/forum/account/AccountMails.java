package io.isolario.examples.forum.account;

import io.isolario.examples.forum.account.AccountEvent.AccountDeleted;
import io.isolario.examples.forum.account.AccountEvent.AccountLocked;
import io.isolario.examples.forum.account.AccountEvent.ActivationRequested;
import io.isolario.examples.forum.account.AccountEvent.EmailChanged;
import io.isolario.examples.forum.account.AccountEvent.PasswordChanged;
import io.isolario.examples.forum.mail.Postman;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.util.UriComponentsBuilder;

/** Writes the mails about an account; none is sent before the change it tells about is committed. */
@Component
class AccountMails {

    private static final String NOTICES = "noticeExecutor";

    private final Postman postman;
    private final String baseUrl;

    AccountMails(Postman postman, @Value("${forum.base-url}") String baseUrl) {
        this.postman = postman;
        this.baseUrl = baseUrl;
    }

    @Async
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void on(ActivationRequested event) {
        String link = UriComponentsBuilder.fromUriString(baseUrl)
                .path("/activate")
                .queryParam("token", event.token())
                .toUriString();
        postman.send(
                event.email(),
                "Activate your account",
                "Hello " + event.displayName() + ",\n\nplease activate your account:\n" + link + "\n");
    }

    @Async(NOTICES)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void on(EmailChanged event) {
        String text = "Hello " + event.displayName() + ",\n\nyour e-mail address is now " + event.newEmail() + ".\n";
        postman.send(event.oldEmail(), "Your e-mail address was changed", text);
        postman.send(event.newEmail(), "Your new e-mail address", text);
    }

    @Async(NOTICES)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void on(PasswordChanged event) {
        notice(event.email(), event.displayName(), "Your password was changed", "somebody changed your password.");
    }

    @Async(NOTICES)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void on(AccountLocked event) {
        notice(event.email(), event.displayName(), "Your account is locked", "there were too many wrong passwords.");
    }

    @Async(NOTICES)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void on(AccountDeleted event) {
        notice(event.email(), event.displayName(), "Good-bye", "your account is deleted.");
    }

    private void notice(String email, String displayName, String subject, String sentence) {
        postman.send(email, subject, "Hello " + displayName + ",\n\n" + sentence + "\n");
    }
}
