package io.isolario.agent.weave;

import java.util.List;

/**
 * Something that is followed if it is there, in whichever version: a client or a server of the JDK, or a library of the
 * application.
 *
 * @param name how users call it
 * @param anchor internal name of a class that all its versions have; where it is, the others should be too
 * @param wayOut what to do with a version that is not followed; whole sentences
 * @param splices what makes it followed
 */
record Library(String name, String anchor, String wayOut, List<Splice> splices) {

    static Library of(String name, String anchor, String wayOut, Splice... splices) {
        return new Library(name, anchor, wayOut, List.of(splices));
    }
}
