package dev.gatehouse.wire.query;

import java.nio.charset.StandardCharsets;

/** Builds XML text; names are trusted, values are escaped. */
final class XmlWriter {
    private final StringBuilder xml = new StringBuilder(512);

    XmlWriter open(String name) {
        xml.append('<').append(name).append('>');
        return this;
    }

    /** Opens an element with one attribute, which is left out when its value is empty. */
    XmlWriter open(String name, String attribute, String value) {
        if (value.isEmpty()) {
            return open(name);
        }
        xml.append('<').append(name).append(' ').append(attribute).append("=\"");
        escaped(value);
        xml.append("\">");
        return this;
    }

    XmlWriter close(String name) {
        xml.append("</").append(name).append('>');
        return this;
    }

    XmlWriter element(String name, String value) {
        open(name);
        escaped(value);
        return close(name);
    }

    byte[] bytes() {
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#xD;");
                case '\n' -> xml.append("&#xA;");
                case '\t' -> xml.append("&#x9;");
                default -> xml.append(c < ' ' ? '\uFFFD' : c);
            }
        }
    }
}
