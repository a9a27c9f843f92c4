package io.isolario.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a static method arranges data which each sandboxed test of the class begins with.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = RANDOM_PORT)
 * @Sandboxed
 * class SearchTest {
 *
 *     record Library(Shop shop, Customer ana) {}
 *
 *     @SandboxFixture
 *     static Library aLibraryWithBooks(@LocalServerPort int port, Sandbox sandbox) {
 *         Shop shop = Shop.at(port);
 *         shop.addAll("Atlas", "Isolario", "Portolan");
 *         return new Library(shop, shop.register("ana", sandbox));
 *     }
 *
 *     @Test
 *     void findsABook(Library library) {                // the books are there, and nobody else changes them
 *         assertThat(library.ana().search("isol")).containsExactly("Isolario");
 *     }
 * }
 * }</pre>
 *
 * <p>With DATABASE isolation the method runs once, in a sandbox of its own. The rows that it changed, through the application or by
 * SQL, are put into the lane of each test when the test first uses the database, and undone with everything else at its end: a test
 * pays for those rows, not for arranging them. With TRANSACTION isolation there is nothing that could keep them, so the method runs
 * again in the sandbox of each test, to the same effect; that is logged once.
 *
 * <p>What the method returns can be a parameter, of exactly the type it returns, of constructors, test methods, and methods before
 * and after each test.
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>The method may have parameters: {@code Sandbox}, {@code Mails}, what an earlier fixture returned, and what other extensions
 *       resolve for a class, such as {@code @Autowired} and {@code @LocalServerPort} of Spring.
 *   <li>Fixtures of superclasses come first, then those of the class; a nested class begins with what its enclosing class has
 *       arranged. Several methods of one class share a sandbox and run in the order that JUnit finds them in.
 *   <li>Only data is handed on. Mails, stubs and replaced beans belong to the sandbox in which the method ran, and so do tables that
 *       it creates: definitions are refused.
 *   <li>The value is one object for all tests of the class; make it immutable. Results go out by the return value, not by static
 *       fields: where the method runs for each test, assigning one is an error, since concurrent tests would share it.
 *   <li>A fixture that fails fails each test of the class.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SandboxFixture {}
