package dev.gatehouse.control.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.members.RequestMembers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestMembersTest {
    @TempDir Path directory;

    @Test
    void everyMemberOfEveryRequestHasBeenDecidedOn() throws IOException {
        try (ControlPlane plane = new ControlPlane(directory, HttpApiSettings.defaults())) {
            assertThat(new RequestMembers(plane.operations()).lines())
                    .isEqualTo(RequestMembers.decided(RequestMembersTest.class));
        }
    }
}
