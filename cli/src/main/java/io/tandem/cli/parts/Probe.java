package io.tandem.cli.parts;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/// Asks a part on this machine whether it answers. Never throws: no answer is "not yet".
public final class Probe {
    private static final int TIMEOUT_MILLIS = 2_000;

    private Probe() {}

    public static boolean http(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /// Sends an ApiVersions request (key 18, version 0): a broker answers it without sign-in as soon as it serves.
    public static boolean kafka(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteBuffer request = ByteBuffer.allocate(14);
            request.putInt(10)
                    .putShort((short) 18)
                    .putShort((short) 0)
                    .putInt(1)
                    .putShort((short) -1);
            socket.getOutputStream().write(request.array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int size = in.readInt();
            int correlation = in.readInt();
            return size >= 6 && correlation == 1 && in.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
