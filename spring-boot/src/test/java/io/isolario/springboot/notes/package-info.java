/** The application under test: notes, as people write such things, with no line about testing. */
@NullMarked
package io.isolario.springboot.notes;

import org.jspecify.annotations.NullMarked;
