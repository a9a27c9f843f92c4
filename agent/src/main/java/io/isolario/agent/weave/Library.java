package io.isolario.agent.weave;

import java.util.List;

/**
 * A client or server of the JDK, or a library of the application, that is instrumented if it is present.
 *
 * @param name its name in messages
 * @param anchor internal name of a class that all its versions have; a class loader with this one should have the others too
 * @param wayOut what users can do with an unknown version; whole sentences
 * @param splices the splices that instrument it
 */
record Library(String name, String anchor, String wayOut, List<Splice> splices) {

    static Library of(String name, String anchor, String wayOut, Splice... splices) {
        return new Library(name, anchor, wayOut, List.of(splices));
    }
}
