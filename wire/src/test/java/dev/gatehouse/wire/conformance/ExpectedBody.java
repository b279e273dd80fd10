package dev.gatehouse.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Compares bodies by meaning: members of JSON and CBOR in any order, XML without white space. */
final class ExpectedBody {
    private static final ObjectMapper CBOR = new CBORMapper();

    private ExpectedBody() {}

    static void assertSame(String mediaType, String expected, byte[] actual) throws Exception {
        String text = new String(actual, StandardCharsets.UTF_8);
        switch (mediaType) {
            case "application/json" -> {
                if (expected.isEmpty()) {
                    assertThat(text).isIn("", "{}");
                } else {
                    assertThat(Json.parse(text)).isEqualTo(Json.parse(expected));
                }
            }
            case "application/cbor" -> {
                byte[] bytes = Base64.getDecoder().decode(expected);
                JsonNode tree = CBOR.readTree(actual);
                assertThat(tree.equals(ExpectedBody::compare, CBOR.readTree(bytes)))
                        .as("%s", tree)
                        .isTrue();
            }
            case "application/xml" -> assertSameXml(expected, text);
            default -> {
                if (expected.startsWith("<")) {
                    assertSameXml(expected, text);
                } else {
                    assertThat(text).isEqualTo(expected);
                }
            }
        }
    }

    /** Numbers by value, whatever their width. */
    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Double.compare(a.asDouble(), b.asDouble());
        }
        return a.equals(b) ? 0 : 1;
    }

    /** Most cases leave out the metadata that AWS always sends, and errors their namespace. */
    private static void assertSameXml(String expected, String actual) throws Exception {
        String metadata = "<ResponseMetadata>.*</ResponseMetadata>";
        Pattern pattern = Pattern.compile(metadata, Pattern.DOTALL);
        String bare = pattern.matcher(actual).replaceAll("");
        String namespace = expected.contains("xmlns") ? "" : " xmlns=\"[^\"]*\"";
        assertThat(xml(bare.replaceFirst(namespace, "")))
                .isEqualTo(xml(pattern.matcher(expected).replaceAll("")));
    }

    private static String xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        return canonical(
                factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(bytes))
                        .getDocumentElement());
    }

    private static String canonical(Element element) {
        List<String> parts = new ArrayList<>();
        NodeList children = element.getChildNodes();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child instanceof Element nested) {
                parts.add(canonical(nested));
            } else {
                text.append(child.getTextContent());
            }
        }
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.add(element.getAttributes().item(i).toString());
        }
        if (!element.getTagName().equals("member")) {
            parts.sort(null);
        }
        String content = parts.isEmpty() ? text.toString() : String.join("", parts);
        content = content.isBlank() ? "" : content;
        return "<" + element.getTagName() + attributes + ">" + content + "</>";
    }
}
