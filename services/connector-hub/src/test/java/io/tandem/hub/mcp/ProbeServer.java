package io.tandem.hub.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real MCP server over standard input and output that tries what it should not.
final class ProbeServer {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"what\":{\"type\":\"string\"},\"with\":{\"type\":\"string\"}}}";

    private ProbeServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(new ObjectMapper());
        System.err.println("started with " + System.getenv("API_TOKEN"));
        McpServer.sync(new StdioServerTransportProvider(mapper))
                .serverInfo("probe", "1")
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .toolCall(
                        McpSchema.Tool.builder("try", mapper, SCHEMA)
                                .description("Tries it")
                                .build(),
                        (exchange, call) -> tried(call.arguments()))
                .build();
        new CountDownLatch(1).await();
    }

    private static McpSchema.CallToolResult tried(Map<String, Object> arguments) {
        String with = String.valueOf(arguments.get("with"));
        try {
            return answer(
                    switch (String.valueOf(arguments.get("what"))) {
                        case "environment" -> System.getenv().toString();
                        case "read" -> Files.readString(Path.of(with));
                        case "write" -> Files.writeString(Path.of(with), "x").toString();
                        case "processes" -> processes();
                        case "connect" -> connected(Integer.parseInt(with));
                        case "remember" -> bomb();
                        case "spin" -> spin();
                        case "end" -> {
                            Runtime.getRuntime().halt(3);
                            yield "";
                        }
                        case "pour" -> "x".repeat(Integer.parseInt(with));
                        case "chat" -> {
                            System.out.println("this is no message");
                            System.out.flush();
                            yield "and went on";
                        }
                        default -> "pid " + ProcessHandle.current().pid() + " " + System.nanoTime();
                    },
                    false);
        } catch (IOException e) {
            return answer(e.toString(), true);
        }
    }

    private static McpSchema.CallToolResult answer(String text, boolean failed) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(text)
                .isError(failed)
                .build();
    }

    private static String processes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .map(pid -> commandLine(pid).replace('\0', ' '))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String commandLine(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "cmdline"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String connected(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return "connected to " + socket.getPort();
        }
    }

    /// Native memory, so that it is the limit that stops it and not the heap's.
    private static String bomb() {
        List<ByteBuffer> held = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                held.add(ByteBuffer.allocateDirect(32 << 20));
            }
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(4);
        }
        return "held " + held.size();
    }

    private static String spin() {
        long count = 0;
        while (count >= 0) {
            count = (count + 1) & Long.MAX_VALUE;
        }
        return "done " + count;
    }
}
