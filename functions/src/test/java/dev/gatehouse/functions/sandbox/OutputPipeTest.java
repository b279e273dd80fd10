package dev.gatehouse.functions.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputPipeTest {
    @Test
    void whoeverWaitsTakesNothing() throws Exception {
        OutputPipe pipe = OutputPipe.open();
        try (FileOutputStream process = new FileOutputStream(pipe.writer());
                ProcessOutput output = pipe.reader()) {
            pipe.closeWriter();
            assertThat(output.isDrained()).isTrue();

            process.write("line".getBytes(StandardCharsets.UTF_8));

            assertThat(output.await()).isTrue();
            assertThat(output.isDrained()).isFalse();
            assertThat(output.available()).isEqualTo(4);
            assertThat(output.readNBytes(4)).asString().isEqualTo("line");
            assertThat(output.isDrained()).isTrue();
        }
    }

    @Test
    void endIsNeitherWaitedForNorUnread() throws Exception {
        OutputPipe pipe = OutputPipe.open();
        try (ProcessOutput output = pipe.reader()) {
            pipe.closeWriter();

            assertThat(output.await()).isFalse();
            assertThat(output.isDrained()).isTrue();
            assertThat(output.read()).isNegative();
        }
    }

    @Test
    void closingTwiceClosesNobodyElsesFile() throws Exception {
        OutputPipe pipe = OutputPipe.open();
        pipe.closeWriter();
        pipe.close();

        OutputPipe other = OutputPipe.open();
        try (FileOutputStream process = new FileOutputStream(other.writer());
                ProcessOutput output = other.reader()) {
            other.closeWriter();
            process.write('x');
            pipe.close();

            assertThat(output.isDrained()).isFalse();
        }
    }
}
