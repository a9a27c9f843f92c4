package io.isolario.examples.forum.account;

import io.isolario.examples.forum.account.AccountEvent.AccountDeleted;
import io.isolario.examples.forum.account.AccountEvent.EmailChanged;
import io.isolario.examples.forum.account.AccountEvent.PasswordChanged;
import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.session.Caller;
import io.isolario.examples.forum.session.SessionService;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What members can do with their own accounts. */
@Service
@Transactional
class AccountSettings {

    private final AccountRepository accounts;
    private final SessionService sessions;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;

    AccountSettings(
            AccountRepository accounts,
            SessionService sessions,
            PasswordEncoder passwords,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public AccountView view(Caller caller) {
        return AccountView.of(accountOf(caller));
    }

    public AccountView describe(Caller caller, String displayName, String bio) {
        Account account = accountOf(caller);
        account.describe(displayName, bio);
        return AccountView.of(account);
    }

    public AccountView changeEmail(Caller caller, String newEmail, String password) {
        Account account = accountOf(caller);
        checkPassword(account, password);
        String oldEmail = account.getEmail();
        String email = newEmail.toLowerCase(Locale.ROOT);
        if (accounts.existsByEmail(email)) {
            throw ProblemException.conflict("email-taken", "The address " + email + " belongs to another account.");
        }
        account.changeEmail(email);
        events.publishEvent(new EmailChanged(account.getDisplayName(), oldEmail, email));
        return AccountView.of(account);
    }

    /** Changes the password and ends all sessions, the present one included. */
    public void changePassword(Caller caller, String oldPassword, String newPassword) {
        Account account = accountOf(caller);
        checkPassword(account, oldPassword);
        account.changePasswordHash(passwords.encode(newPassword));
        sessions.closeAllOf(caller.accountId());
        events.publishEvent(new PasswordChanged(account.getEmail(), account.getDisplayName()));
    }

    /** Deletes the account; what its owner wrote stays, without a name. */
    public void delete(Caller caller) {
        Account account = accountOf(caller);
        accounts.delete(account);
        events.publishEvent(new AccountDeleted(account.getEmail(), account.getDisplayName()));
    }

    private void checkPassword(Account account, String password) {
        if (!passwords.matches(password, account.getPasswordHash())) {
            throw ProblemException.forbidden("wrong-password", "The password is wrong.");
        }
    }

    private Account accountOf(Caller caller) {
        return accounts.findById(caller.accountId())
                .orElseThrow(() -> ProblemException.notFound("account-unknown", "The account is gone."));
    }
}
