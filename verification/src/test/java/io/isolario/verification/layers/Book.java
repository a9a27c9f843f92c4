package io.isolario.verification.layers;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;

/** The entity; its ids are taken from the sequence 50 at a time, as Hibernate does it by default. */
@Entity(name = "book")
class Book {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "book_seq")
    @SequenceGenerator(name = "book_seq", sequenceName = "book_seq", allocationSize = 50)
    private long id;

    private String title = "";

    @Version
    private int version;

    Book() {}

    Book(String title) {
        this.title = title;
    }

    Book(long id, int version, String title) {
        this.id = id;
        this.version = version;
        this.title = title;
    }

    long id() {
        return id;
    }

    String title() {
        return title;
    }
}
