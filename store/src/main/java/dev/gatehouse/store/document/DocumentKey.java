package dev.gatehouse.store.document;

/**
 * The name of a document.
 *
 * @param kind the AWS type in lower case with its service, e.g. {@code lambda/function}, {@code
 *     apigatewayv2/route}
 * @param id unique within account, region and kind; a child's id begins with its parent's and a
 *     slash: {@code a1b2c3/r4}
 */
public record DocumentKey(String account, String region, String kind, String id) {}
