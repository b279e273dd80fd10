import java.util.Map;

/** A Java function that needs no library. */
public class Hello {
    public Map<String, Object> handle(Map<String, Object> event) {
        return Map.of("statusCode", 200, "body", "java");
    }
}
