package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs the benchmarks that are named, or all, always in the same order. */
final class Main {
    private static final List<String> ALL =
            List.of("proxy", "function", "cold", "footprint", "growth");

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        List<String> wishes = Arrays.asList(arguments).subList(1, arguments.length);
        Plan plan = wishes.contains("--quick") ? Plan.QUICK : Plan.FULL;
        List<String> named = wishes.stream().filter(wish -> !wish.equals("--quick")).toList();
        List<String> chosen = named.isEmpty() ? ALL : ALL.stream().filter(named::contains).toList();
        if (!ALL.containsAll(named)) {
            System.err.println("usage: benchmarks/run [--quick] [" + String.join("] [", ALL) + "]");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("gatehouse-benchmarks");
        Report report = new Report();
        boolean whole = chosen.equals(ALL) && plan.equals(Plan.FULL);
        Path file = home.resolve(whole ? "benchmarks/RESULTS.md" : "benchmarks/target/RESULTS.md");
        for (String name : chosen) {
            Progress.say("== " + name);
            measure(name, home, folder, plan, report);
            report.write(file);
        }
        System.out.println(report.text());
        System.exit(0);
    }

    private static void measure(String name, Path home, Path folder, Plan plan, Report report)
            throws IOException, InterruptedException {
        switch (name) {
            case "proxy" -> ProxyBenchmark.run(home, folder, plan, report);
            case "function" -> FunctionBenchmark.run(home, folder, plan, report);
            case "cold" -> ColdStartBenchmark.run(home, folder, plan, report);
            case "footprint" -> FootprintBenchmark.run(home, folder, report);
            case "growth" -> GrowthBenchmark.run(home, folder, plan, report);
            default -> throw new IllegalArgumentException(name);
        }
    }
}
