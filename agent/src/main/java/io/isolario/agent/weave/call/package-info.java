/** How covered methods are made to call the interceptor. */
@NullMarked
package io.isolario.agent.weave.call;

import org.jspecify.annotations.NullMarked;
