package dev.gatehouse.benchmarks;

/**
 * How long to measure.
 *
 * @param rounds how often each peer runs at each number of connections
 * @param seconds of one run
 * @param starts how many cold starts of each kind
 */
record Plan(int rounds, int seconds, int starts) {
    static final Plan FULL = new Plan(5, 3, 20);
    static final Plan QUICK = new Plan(1, 3, 5);
}
