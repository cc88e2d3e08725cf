package io.tandem.bench.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The same echo served by the Python a2a-sdk in its own process, in a virtual environment under `bench/target`.
final class PythonEcho implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Process server;
    private final int port;

    PythonEcho(Path bench) throws IOException, InterruptedException {
        Path venv = bench.resolve("target/venv");
        if (!Files.exists(venv.resolve("bin/uvicorn"))) {
            finish("python3", "-m", "venv", venv.toString());
            finish(
                    venv.resolve("bin/pip").toString(),
                    "-q",
                    "install",
                    "-r",
                    bench.resolve("python/requirements.txt").toString());
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(
                        venv.resolve("bin/python").toString(),
                        bench.resolve("python/echo_server.py").toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(bench.resolve("target/python-echo.log").toFile())
                .start();
        awaitPort();
    }

    private static void finish(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return;
            } catch (IOException e) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    throw new IOException("the Python echo does not come up: see bench/target/python-echo.log", e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.destroy();
    }
}
