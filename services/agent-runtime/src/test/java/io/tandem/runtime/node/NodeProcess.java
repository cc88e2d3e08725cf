package io.tandem.runtime.node;

import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.EchoBehaviour;
import io.tandem.runtime.task.TaskHead;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/// A runtime node in a process of its own, to be killed, stopped and continued.
///
/// Its agents: `echo`; `slow`, an echo that takes a while inside each decision; `poison`, whose decision kills the
/// process.
final class NodeProcess {
    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    static NodeProcess start(TestWorld world, String node) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        world.postgres.url("runtime"),
                        world.kafka.bootstrap(),
                        node)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", node + ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new NodeProcess(process);
    }

    boolean alive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (RuntimeNode node = new RuntimeNode(
                RealPostgres.connect(arguments[0]),
                RealKafka.brokerAt(arguments[1], arguments[2]),
                TestSettings.quick(),
                Clock.systemUTC(),
                new TestSurroundings(NodeProcess::behaviour))) {
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    private static Behaviour behaviour(TaskHead head) {
        Behaviour echo = new EchoBehaviour(Clock.systemUTC());
        return switch (head.agent()) {
            case "slow", "crawling" ->
                task -> {
                    sleep(150);
                    return echo.next(task);
                };
            case "poison" ->
                task -> {
                    Runtime.getRuntime().halt(137);
                    throw new IllegalStateException("halted");
                };
            default -> echo;
        };
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
