/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const platform = process.env['TANDEM_URL'] ?? 'http://localhost:8080'

// The gateway serves what lies under META-INF/resources of its jar.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../../../target/classes/META-INF/resources',
    emptyOutDir: true,
    // Nothing inline: the content security policy allows this origin's own files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/a2a', '/console-config.json'].map((path) => [path, platform])),
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    testTimeout: 15000,
    css: false,
  },
})
