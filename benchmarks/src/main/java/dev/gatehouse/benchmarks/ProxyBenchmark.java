package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HTTP_PROXY against nginx with one worker as a plain reverse proxy to the same backend. */
final class ProxyBenchmark {
    private ProxyBenchmark() {}

    static void run(Path home, Path folder, Plan plan, Report report)
            throws IOException, InterruptedException {
        int backendPort = Program.freePort();
        int proxyPort = Program.freePort();
        try (Program backend =
                        nginx(
                                folder,
                                "backend",
                                backendPort,
                                "",
                                "return 200 '" + "x".repeat(64) + "';");
                Program proxy =
                        nginx(
                                folder,
                                "nginx",
                                proxyPort,
                                "upstream backend { server 127.0.0.1:"
                                        + backendPort
                                        + "; keepalive 128; keepalive_requests 100000000; }",
                                "proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection '';");
                Gatehouse gatehouse = Gatehouse.start(home, folder)) {
            backend.awaitAnswer("http://127.0.0.1:" + backendPort, Duration.ofSeconds(10));
            proxy.awaitAnswer("http://127.0.0.1:" + proxyPort, Duration.ofSeconds(10));
            String api = gatehouse.api("http://127.0.0.1:" + backendPort + "/");
            Comparison comparison =
                    new Comparison(plan.rounds(), plan.seconds())
                            .peer("nginx", proxy, "http://127.0.0.1:" + proxyPort + "/")
                            .peer("Gatehouse", gatehouse.program(), api)
                            .warmUp();
            report.heading(
                    "HTTP proxy",
                    "An HTTP API with one `HTTP_PROXY` route against nginx (one worker, keep-alive upstream) to the same"
                            + " backend, which is a second nginx.");
            report.loadTable();
            for (int connections : List.of(1, 8, 64)) {
                report.load(connections, comparison.at(connections));
            }
        }
    }

    private static Program nginx(Path folder, String name, int port, String http, String location)
            throws IOException {
        Path prefix = Files.createDirectories(folder.resolve(name));
        Path configuration =
                Files.writeString(
                        prefix.resolve("nginx.conf"),
                        """
                        daemon off;
                        worker_processes 1;
                        pid %1$s/pid;
                        error_log %1$s/error.log;
                        events { worker_connections 1024; }
                        http {
                          access_log off;
                          keepalive_requests 100000000;
                          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                          uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                          %3$s
                          server { listen 127.0.0.1:%2$d; location / { default_type text/plain; %4$s } }
                        }
                        """
                                .formatted(prefix, port, http, location));
        return Program.start(
                name, folder, List.of("nginx", "-c", configuration.toString()), Map.of());
    }
}
