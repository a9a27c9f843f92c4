/** Classes of an application, for tests of the agent. */
@NullMarked
package io.isolario.application;

import org.jspecify.annotations.NullMarked;
