package io.isolario.examples.forum.account;

record AccountView(long id, String login, String email, String displayName, String bio, AccountStatus status) {

    static AccountView of(Account account) {
        return new AccountView(
                account.getId(),
                account.getLogin(),
                account.getEmail(),
                account.getDisplayName(),
                account.getBio(),
                account.getStatus());
    }
}
