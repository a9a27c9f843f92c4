package io.isolario.core.capture;

import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxResource;
import io.isolario.core.event.Mail;
import io.isolario.core.event.Mails;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A resource session that takes the mails of one sandbox; what wraps a mail sender calls {@link #add}.
 *
 * <p>It keeps the latest {@value #CAPACITY}. Thread-safe.
 */
public final class CapturedMails implements Mails, ResourceSession {

    /** How many mails a sandbox keeps. */
    public static final int CAPACITY = 10_000;

    private final ManagedSandbox sandbox;
    private final EventLog<Mail> mails;
    private final FilteredEvents<Mail, Mail> view;
    private final String filterDescription;

    private CapturedMails(
            ManagedSandbox sandbox, EventLog<Mail> mails, FilteredEvents<Mail, Mail> view, String filterDescription) {
        this.sandbox = sandbox;
        this.mails = mails;
        this.view = view;
        this.filterDescription = filterDescription;
    }

    /** Returns the resource that gives each sandbox a mailbox of its own. */
    public static SandboxResource<CapturedMails> resource() {
        return SandboxResource.named("mails", CapturedMails.class, CapturedMails::mailbox);
    }

    private static CapturedMails mailbox(ManagedSandbox sandbox) {
        EventLog<Mail> mails = new EventLog<>(sandbox, CAPACITY, mail -> "mail");
        return new CapturedMails(
                sandbox, mails, new FilteredEvents<>(sandbox, mails, EventFilter.ofType(Mail.class, "mail")), "");
    }

    /**
     * Takes a mail that the application sends.
     *
     * @throws SandboxEndedException if the sandbox has ended: the mail belongs to no sandbox any more
     */
    public void add(Mail mail) {
        // Also when it is too late: a failed wait for it is informed.
        mails.add(mail);
        sandbox.requireUsable("send the mail \"" + mail.subject() + "\"");
        sandbox.journal().add(JournalKind.MAIL, "to " + String.join(", ", mail.to()) + ": " + mail.subject());
    }

    @Override
    public List<Mail> all() {
        return view.all();
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
    public Mail awaitOne() {
        return view.awaitOne();
    }

    @Override
    public Mail awaitOne(Duration timeout) {
        return view.awaitOne(timeout);
    }

    @Override
    public List<Mail> await(int count) {
        return view.await(count);
    }

    @Override
    public void none() {
        view.none();
    }

    @Override
    public long dropped() {
        return view.dropped();
    }

    @Override
    public CapturedMails to(String address) {
        return narrowed(" to " + address, "is to " + address, mail -> mail.isTo(address));
    }

    @Override
    public CapturedMails matching(String description, Predicate<? super Mail> condition) {
        return narrowed(" that " + description, description, condition);
    }

    private CapturedMails narrowed(String words, String description, Predicate<? super Mail> condition) {
        return new CapturedMails(sandbox, mails, view.matching(description, condition), filterDescription + words);
    }

    @Override
    public void reset() {
        mails.clear();
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(mails.mark());
    }

    private String listing() {
        List<Mail> sent = mails.all();
        if (sent.isEmpty()) {
            return " No mail was sent; sandbox.journal() shows what was done instead.";
        }
        StringBuilder text = new StringBuilder(" All mails of this sandbox:");
        sent.forEach(mail -> text.append("\n  to ")
                .append(String.join(", ", mail.to()))
                .append(": ")
                .append(mail.subject()));
        return text.toString();
    }
}
