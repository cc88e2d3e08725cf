package io.tandem.hub.sandbox;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A program and what it may use.
///
/// @param command absolute path
/// @param environment all that its environment holds, but for a secret that comes with it
/// @param readable folders and files beside `/usr` and the command's own folder that it may read
/// @param network whether it reaches what this machine reaches, this machine's own ports too; else nothing
/// @param memoryMiB most writable memory of each of its processes
/// @param cpuSeconds processor time after which a process is ended
@Schema(name = "Program")
public record Program(
        String command,
        List<String> arguments,
        Map<String, String> environment,
        List<String> readable,
        boolean network,
        int memoryMiB,
        int cpuSeconds) {
    public Program {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        readable = List.copyOf(readable);
    }
}
