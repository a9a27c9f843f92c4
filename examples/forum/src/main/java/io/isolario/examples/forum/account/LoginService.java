package io.isolario.examples.forum.account;

import io.isolario.examples.forum.account.AccountEvent.AccountLocked;
import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.session.SessionService;
import io.isolario.examples.forum.session.SessionService.OpenedSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class LoginService {

    private final AccountRepository accounts;
    private final SessionService sessions;
    private final PasswordEncoder passwords;
    private final AccountProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LoginService(
            AccountRepository accounts,
            SessionService sessions,
            PasswordEncoder passwords,
            AccountProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    // The count of wrong passwords has to stay although the caller gets a problem.
    @Transactional(noRollbackFor = ProblemException.class)
    public OpenedSession logIn(String login, String password) {
        Account account = accounts.findByLogin(login.toLowerCase(Locale.ROOT)).orElseThrow(LoginService::refused);
        Instant now = clock.instant();
        if (account.isLockedAt(now)) {
            throw new ProblemException(
                    HttpStatus.LOCKED,
                    "account-locked",
                    "Too many wrong passwords; the account is locked for a while.");
        }
        if (!passwords.matches(password, account.getPasswordHash())) {
            countFailure(account, now);
            throw refused();
        }
        if (!account.isActive()) {
            throw ProblemException.forbidden("account-not-active", "The account is not activated yet.");
        }
        account.loginSucceeded();
        return sessions.open(account.getId());
    }

    private void countFailure(Account account, Instant now) {
        if (account.loginFailed(now, properties.failuresBeforeLock(), properties.lockDuration())) {
            events.publishEvent(new AccountLocked(account.getEmail(), account.getDisplayName()));
        }
    }

    private static ProblemException refused() {
        return ProblemException.unauthorized("bad-credentials", "Login or password is wrong.");
    }
}
