/** Tests about the suite itself: that it leaves nothing behind, however often, in whatever order and number at once it runs. */
package io.isolario.examples.forum.suite;
