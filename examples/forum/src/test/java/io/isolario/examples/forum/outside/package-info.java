/** The forum for tests from outside: started by one command, with scenarios to seed a sandbox by name. */
package io.isolario.examples.forum.outside;
