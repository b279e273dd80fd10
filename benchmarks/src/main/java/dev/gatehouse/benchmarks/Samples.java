package dev.gatehouse.benchmarks;

import java.util.Arrays;

/** Repeated measurements of one thing, in rising order. */
record Samples(double[] sorted) {
    static Samples of(double... values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return new Samples(copy);
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
