package io.ringwake.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON without numbers, which is what the metadata consists of; fails on anything else. */
final class JsonText {
    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** Maps, lists, strings and booleans. */
    static Object parse(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value();
        if (json.next() != 0) {
            throw json.unexpected();
        }
        return value;
    }

    private Object value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> throw unexpected();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            String name = string();
            skip(':');
            if (object.put(name, value()) != null) {
                throw new IllegalArgumentException("twice: " + name);
            }
            separator('}');
        }
        at++;
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        while (next() != ']') {
            array.add(value());
            separator(']');
        }
        at++;
        return array;
    }

    private String string() {
        skip('"');
        int end = text.indexOf('"', at);
        String string = text.substring(at, end);
        if (string.indexOf('\\') >= 0) {
            throw unexpected();
        }
        at = end + 1;
        return string;
    }

    private Object word(String word, boolean value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    /** A comma, with something after it, or the end. */
    private void separator(char end) {
        if (next() == end) {
            return;
        }
        skip(',');
        if (next() == end) {
            throw unexpected();
        }
    }

    private void skip(char expected) {
        if (next() != expected) {
            throw unexpected();
        }
        at++;
    }

    /** The next character that is not white space, which stays; 0 at the end. */
    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("at " + at + ": " + text.substring(at));
    }
}
