/** Reflection on classes that this module is not compiled against, whose versions differ; knows nothing of sandboxes. */
@NullMarked
package io.isolario.agent.reflect;

import org.jspecify.annotations.NullMarked;
