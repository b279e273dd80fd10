package dev.gatehouse.wire.sigv4;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * How a service's signatures see the path.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS
 *     docs: create a signed request</a>
 */
enum PathStyle {
    /** Empty and dot segments removed, then what was sent is encoded once more. */
    NORMALIZED {
        @Override
        String canonical(String rawPath) {
            return UriText.encodePath(normalize(rawPath));
        }
    },
    /** Nothing removed, each escape in its canonical form: Amazon S3. */
    AS_SENT {
        @Override
        String canonical(String rawPath) {
            return UriText.canonicalEscapes(rawPath, '/');
        }
    };

    private static final Set<String> S3 =
            Set.of("s3", "s3-object-lambda", "s3-outposts", "s3express");

    abstract String canonical(String rawPath);

    static PathStyle of(String service) {
        return S3.contains(service) ? AS_SENT : NORMALIZED;
    }

    private static String normalize(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> kept.pollLast();
                default -> kept.addLast(segment);
            }
        }
        String end = path.endsWith("/") && !kept.isEmpty() ? "/" : "";
        return "/" + String.join("/", kept) + end;
    }
}
