@NullMarked
package io.isolario.agent.weave.call;

import org.jspecify.annotations.NullMarked;
