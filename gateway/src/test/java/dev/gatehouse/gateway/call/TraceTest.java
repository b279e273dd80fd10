package dev.gatehouse.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {
    private static final long NOW = 0x5e6722a7L * 1000;

    @Test
    void aRootIsMadeWhenThereIsNone() {
        Trace trace = Trace.of(null, NOW);

        assertThat(trace.header()).matches("Root=1-5e6722a7-[0-9a-f]{24}");
        assertThat(trace.inherited()).isEqualTo(trace.header());
    }

    @Test
    void aCallersRootIsKeptAndMarked() {
        Trace trace =
                Trace.of("Self=1-old;Root=1-60ad1af6-7bbc041f64b16ac44ad97952;Sampled=1", NOW);

        assertThat(trace.inherited())
                .isEqualTo("Root=1-60ad1af6-7bbc041f64b16ac44ad97952;Sampled=1");
        assertThat(trace.header())
                .matches("Self=1-5e6722a7-[0-9a-f]{24};\\Q" + trace.inherited() + "\\E");
    }

    @Test
    void noMarkOfACallerIsPassedOn() {
        Trace trace = Trace.of("Self=1-a;Root=1-60ad1af6-7bbc;Self=1-b; Self=1-c", NOW);

        assertThat(trace.inherited()).isEqualTo("Root=1-60ad1af6-7bbc");
    }

    @Test
    void whatIsNoTraceIsReplaced() {
        assertThat(Trace.of("nonsense", NOW).header()).startsWith("Root=1-");
        assertThat(Trace.of("Root=1-" + "x".repeat(1000), NOW).header()).hasSize(40);
    }
}
