/** What the tests of the forum declare about its chat. */
package io.isolario.examples.forum.chat;
