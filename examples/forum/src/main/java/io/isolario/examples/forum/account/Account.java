package io.isolario.examples.forum.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

@Entity
@Table(name = "accounts")
class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "accounts_seq")
    @SequenceGenerator(name = "accounts_seq", sequenceName = "accounts_seq")
    private Long id;

    @Column(nullable = false)
    private String login;

    @Column(nullable = false)
    private String email;

    @Column(nullable = false)
    private String passwordHash;

    @Column(nullable = false)
    private String displayName;

    private String bio;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private AccountStatus status = AccountStatus.PENDING;

    private int failedLogins;

    private Instant lockedUntil;

    @Column(nullable = false)
    private Instant createdAt;

    protected Account() {}

    Account(String login, String email, String passwordHash, String displayName, Instant createdAt) {
        this.login = login;
        this.email = email;
        this.passwordHash = passwordHash;
        this.displayName = displayName;
        this.createdAt = createdAt;
    }

    void activate() {
        status = AccountStatus.ACTIVE;
    }

    boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    boolean isLockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** Counts a wrong password and returns whether it was the one that locked the account. */
    boolean loginFailed(Instant now, int failuresBeforeLock, Duration lockDuration) {
        failedLogins++;
        if (failedLogins < failuresBeforeLock) {
            return false;
        }
        failedLogins = 0;
        lockedUntil = now.plus(lockDuration);
        return true;
    }

    void loginSucceeded() {
        failedLogins = 0;
        lockedUntil = null;
    }

    void describe(String newDisplayName, String newBio) {
        if (newDisplayName != null) {
            displayName = newDisplayName;
        }
        if (newBio != null) {
            bio = newBio;
        }
    }

    void changeEmail(String newEmail) {
        email = newEmail;
    }

    void changePasswordHash(String newPasswordHash) {
        passwordHash = newPasswordHash;
    }

    Long getId() {
        return id;
    }

    String getLogin() {
        return login;
    }

    String getEmail() {
        return email;
    }

    String getPasswordHash() {
        return passwordHash;
    }

    String getDisplayName() {
        return displayName;
    }

    String getBio() {
        return bio;
    }

    AccountStatus getStatus() {
        return status;
    }
}
