package io.tandem.hub.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Where programs of connectors work.
@ConfigMapping(prefix = "tandem.hub.sandbox")
public interface SandboxSettings {
    /// Holds a folder for each connector that is a program, the only one that it may write to. No connector is shown
    /// what lies beside this folder.
    @WithDefault("${tandem.home:${user.home}/.tandem}/connectors")
    Path folders();
}
