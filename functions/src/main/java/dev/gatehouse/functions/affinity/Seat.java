package dev.gatehouse.functions.affinity;

import java.util.BitSet;

/**
 * An event loop's own processor, for the loop and one environment.
 *
 * @param thread the loop, by the system's number
 */
record Seat(int thread, BitSet processor) {
    static Seat of(int thread, int processor) {
        BitSet alone = new BitSet();
        alone.set(processor);
        return new Seat(thread, alone);
    }
}
