package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A system of somebody else's that is a program: it speaks MCP by its standard input and output.
final class ToolProgram {
    static final String SECRET = "the-key-of-the-program";

    private ToolProgram() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode request = A2aJson.parse(line.getBytes(StandardCharsets.UTF_8));
            if (request.has("id")) {
                System.out.println(
                        "{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result(request) + "}");
                System.out.flush();
            }
        }
    }

    private static String result(JsonNode request) {
        return switch (request.path("method").asText()) {
            case "initialize" ->
                "{\"protocolVersion\":" + request.at("/params/protocolVersion")
                        + ",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"program\",\"version\":\"1\"}}";
            case "tools/list" ->
                "{\"tools\":[" + OutsideSystem.tool("greet", "Greets somebody", "\"name\":{\"type\":\"string\"}")
                        + "]}";
            default ->
                "{\"content\":[{\"type\":\"text\",\"text\":\"hello "
                        + request.at("/params/arguments/name").asText() + ", with "
                        + (SECRET.equals(System.getenv("API_TOKEN")) ? "its" : "no") + " key and "
                        + System.getenv().size() + " variables\"}],\"isError\":false}";
        };
    }

    /// A registration under the name `program`, as JSON.
    static String registration() {
        String java = System.getProperty("java.home");
        List<String> classes = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(entry -> new File(entry).exists())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .toList();
        String path = String.join(File.pathSeparator, classes);
        String readable = java + "\",\"" + String.join("\",\"", classes);
        return "{\"name\":\"program\",\"description\":\"A program of somebody else\",\"program\":{\"command\":\"" + java
                + "/bin/java\",\"arguments\":[\"-Xmx64m\",\"-XX:+UseSerialGC\",\"-cp\",\"" + path + "\",\""
                + ToolProgram.class.getName() + "\"],\"readable\":[\"" + readable
                + "\"]},\"credential\":{\"variable\":\"API_TOKEN\",\"value\":\"" + SECRET + "\"}}";
    }
}
