package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.Load.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Whether a request costs the same when there are a thousand times as many routes or functions. */
final class GrowthBenchmark {
    private static final int CONNECTIONS = 8;

    private GrowthBenchmark() {}

    static void run(Path home, Path folder, Plan plan, Report report)
            throws IOException, InterruptedException {
        report.heading(
                "Growth",
                "The same Lambda function called at "
                        + CONNECTIONS
                        + " connections while the number of routes of its API, or of"
                        + " functions in the account, grows. The ratio is against the first row of its kind.");
        report.table("what", "count", "requests/s", "ratio", "p50 ms", "server memory MiB");
        routes(home, folder, plan, report);
        functions(home, folder, plan, report);
    }

    private static void routes(Path home, Path folder, Plan plan, Report report)
            throws IOException, InterruptedException {
        try (Gatehouse gatehouse = Gatehouse.start(home, folder, "--routes-per-api=20000")) {
            gatehouse.function(
                    "hello",
                    "nodejs20.x",
                    "index.handler",
                    Gatehouse.zip("index.js", FunctionBenchmark.HANDLER));
            String few = importRoutes(gatehouse, 10);
            String many = importRoutes(gatehouse, 10_000);
            Comparison comparison =
                    new Comparison(plan.rounds(), plan.seconds())
                            .peer("10", gatehouse.program(), few + "things/7/parts/x")
                            .peer("10000", gatehouse.program(), many + "things/7/parts/x")
                            .warmUp();
            var figures = comparison.at(CONNECTIONS);
            Figures first = figures.values().iterator().next();
            figures.forEach(
                    (count, figure) -> row(report, "routes", count, figure, first, gatehouse));
        }
    }

    private static String importRoutes(Gatehouse gatehouse, int count) {
        StringBuilder document =
                new StringBuilder(
                        "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"growth\",\"version\":\"1\"},\"paths\":{");
        for (int i = 0; i < count; i++) {
            document.append(i == 0 ? "" : ",")
                    .append("\"/things/")
                    .append(i)
                    .append("/parts/{part}\":{\"get\":{\"x-amazon-apigateway-integration\":")
                    .append("{\"$ref\":\"#/components/x-amazon-apigateway-integrations/hello\"}}}");
        }
        document.append(
                        "},\"components\":{\"x-amazon-apigateway-integrations\":{\"hello\":{\"type\":\"AWS_PROXY\",")
                .append("\"httpMethod\":\"POST\",\"payloadFormatVersion\":\"2.0\",\"uri\":\"")
                .append(Gatehouse.arn("hello"))
                .append("\"}}}}");
        String id = gatehouse.apis.importApi(request -> request.body(document.toString())).apiId();
        gatehouse.apis.createStage(
                request -> request.apiId(id).stageName("$default").autoDeploy(true));
        return gatehouse.urlOf(id);
    }

    private static void functions(Path home, Path folder, Plan plan, Report report)
            throws IOException, InterruptedException {
        try (Gatehouse gatehouse = Gatehouse.start(home, folder)) {
            byte[] zip = Gatehouse.zip("index.js", FunctionBenchmark.HANDLER);
            gatehouse.function("hello", "nodejs20.x", "index.handler", zip);
            String url = gatehouse.api(Gatehouse.arn("hello"));
            Comparison comparison =
                    new Comparison(plan.rounds(), plan.seconds())
                            .peer("hello", gatehouse.program(), url);
            Figures one = first(comparison.warmUp().at(CONNECTIONS).values());
            row(report, "functions", "1", one, one, gatehouse);
            Progress.say("creating 1000 functions");
            for (int i = 1; i < 1_000; i++) {
                gatehouse.create("hello-" + i, "nodejs20.x", "index.handler", zip);
            }
            gatehouse.awaitActive("hello-999");
            Figures thousand = first(comparison.warmUp().at(CONNECTIONS).values());
            row(report, "functions", "1000", thousand, one, gatehouse);
        }
    }

    private static Figures first(Collection<Figures> figures) {
        return figures.iterator().next();
    }

    private static void row(
            Report report,
            String what,
            String count,
            Figures figure,
            Figures against,
            Gatehouse gatehouse) {
        report.row(
                what,
                count,
                Report.number(0, figure.perSecond()),
                Report.number(2, figure.perSecond() / against.perSecond()),
                Report.number(2, figure.p50Millis()),
                Report.number(0, gatehouse.program().ownResidentMiB()));
    }
}
