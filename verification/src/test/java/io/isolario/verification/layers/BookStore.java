package io.isolario.verification.layers;

import java.util.List;

/** What every data layer does here, each call in a transaction of its own. */
interface BookStore extends AutoCloseable {

    /** Adds a book and returns the key that the database gave it. */
    long add(String title);

    String titleOf(long id);

    /** Renames a book if it still has this version, and says whether it had. */
    boolean rename(long id, int version, String title);

    /** Adds two books, or none. */
    void addBoth(String first, String second);

    /** Adds a book and rolls back. */
    void addAndRollBack(String title);

    /** Adds books in one batch. */
    void addAll(List<String> titles);

    /** Counts the books by reading them all, so many rows at a time. */
    long count(int fetchSize);

    @Override
    default void close() {}
}
