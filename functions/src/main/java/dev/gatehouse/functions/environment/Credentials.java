package dev.gatehouse.functions.environment;

/** Temporary credentials of an execution role. */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
