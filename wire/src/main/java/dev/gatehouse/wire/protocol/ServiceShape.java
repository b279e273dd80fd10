package dev.gatehouse.wire.protocol;

/**
 * What a protocol needs to know of a service.
 *
 * @param xmlNamespace of the answers in XML; empty when there is none
 * @param shapeNamespace stands before the names of errors where a protocol wants it, e.g. {@code
 *     com.amazonaws.monitoring}
 * @param queryCompatible whether errors also carry the code and fault that awsQuery gives them
 */
public record ServiceShape(String xmlNamespace, String shapeNamespace, boolean queryCompatible) {
    public static final ServiceShape UNKNOWN = new ServiceShape("", "", false);

    /** The error's name as {@code __type} shows it. */
    public String qualified(WireError error) {
        String name = error.shape().name();
        return shapeNamespace.isEmpty() ? name : shapeNamespace + "#" + name;
    }
}
