package io.isolario.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A resource session that takes the mails of one sandbox; what wraps a mail sender calls {@link #add}.
 *
 * <p>Thread-safe.
 */
public final class CapturedMails implements Mails, ResourceSession {

    private final Sandbox sandbox;
    private final List<Mail> mails;
    private final Predicate<Mail> filter;
    private final String filterDescription;

    private CapturedMails(Sandbox sandbox, List<Mail> mails, Predicate<Mail> filter, String filterDescription) {
        this.sandbox = sandbox;
        this.mails = mails;
        this.filter = filter;
        this.filterDescription = filterDescription;
    }

    /** Returns the resource that gives each sandbox a mailbox of its own. */
    public static SandboxResource<CapturedMails> resource() {
        return SandboxResource.named(
                "mails",
                CapturedMails.class,
                sandbox -> new CapturedMails(sandbox, new CopyOnWriteArrayList<>(), mail -> true, ""));
    }

    /**
     * Takes a mail that the application sends.
     *
     * @throws SandboxEndedException if the sandbox has ended: the mail belongs to nobody any more
     */
    public void add(Mail mail) {
        sandbox.requireUsable("send the mail \"" + mail.subject() + "\"");
        mails.add(mail);
        sandbox.journal().add(JournalKind.MAIL, "to " + String.join(", ", mail.to()) + ": " + mail.subject());
    }

    @Override
    public List<Mail> all() {
        sandbox.awaitQuiescence();
        return mails.stream().filter(filter).toList();
    }

    @Override
    public Mail single() {
        List<Mail> found = all();
        if (found.size() != 1) {
            throw new AssertionError("Expected a single mail" + filterDescription + " in sandbox " + sandbox
                    + ", but there are " + found.size() + "." + listing());
        }
        return found.get(0);
    }

    @Override
    public Mails to(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        Predicate<Mail> addressed = mail -> mail.to().stream()
                .anyMatch(recipient -> recipient.toLowerCase(Locale.ROOT).equals(wanted));
        return new CapturedMails(sandbox, mails, filter.and(addressed), filterDescription + " to " + address);
    }

    @Override
    public void reset() {
        mails.clear();
    }

    @Override
    public Optional<Mark> mark() {
        List<Mail> sent = List.copyOf(mails);
        return Optional.of(() -> {
            mails.clear();
            mails.addAll(sent);
        });
    }

    private String listing() {
        if (mails.isEmpty()) {
            return " No mail was sent; sandbox.journal() shows what was done instead.";
        }
        StringBuilder text = new StringBuilder(" All mails of this sandbox:");
        mails.forEach(mail -> text.append("\n  to ")
                .append(String.join(", ", mail.to()))
                .append(": ")
                .append(mail.subject()));
        return text.toString();
    }
}
