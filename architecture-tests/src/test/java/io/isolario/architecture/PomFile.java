package io.isolario.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A pom as it is written, without what it inherits.
 *
 * @param path where it is
 * @param project its root element
 */
record PomFile(Path path, Element project) {

    static PomFile read(Path path) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new PomFile(
                    path, factory.newDocumentBuilder().parse(path.toFile()).getDocumentElement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(path + " cannot be parsed", e);
        }
    }

    /** Returns the poms of the reactor: the root's first, then those of its modules. */
    static List<PomFile> ofReactor() {
        PomFile root = ofModule("");
        return Stream.concat(Stream.of(root), root.texts("modules/module").map(PomFile::ofModule))
                .toList();
    }

    static PomFile ofModule(String directory) {
        return read(SourceTree.root().resolve(directory).resolve("pom.xml"));
    }

    String artifactId() {
        return text("artifactId").orElseThrow();
    }

    boolean hasPackaging(String packaging) {
        return text("packaging").orElse("jar").equals(packaging);
    }

    boolean isShipped() {
        return !text("properties/maven.deploy.skip").orElse("false").equals("true");
    }

    Optional<String> text(String place) {
        return texts(place).findFirst();
    }

    /** Returns the trimmed texts of all elements at a place such as {@code licenses/license/name}. */
    Stream<String> texts(String place) {
        return elements(place).map(element -> element.getTextContent().strip());
    }

    Stream<Element> elements(String place) {
        Stream<Element> found = Stream.of(project);
        for (String name : place.split("/")) {
            found = found.flatMap(parent -> children(parent, name));
        }
        return found;
    }

    static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name));
    }

    @Override
    public String toString() {
        return SourceTree.name(path);
    }
}
