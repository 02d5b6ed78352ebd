import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Below this size compressing saves nothing a network would notice. */
const COMPRESS_FROM_BYTES = 600;
const COMPRESSIBLE = /\.(js|css|svg|html|json|txt)$/;

/**
 * Writes `.br` and `.gz` beside every text asset. In `writeBundle`, not
 * `generateBundle`: the latter runs before Vite replaces its preload marker
 * and would compress files that do not work.
 */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    writeBundle(options) {
      const walk = (dir: string): void => {
        for (const name of readdirSync(dir)) {
          const path = join(dir, name);
          if (statSync(path).isDirectory()) {
            walk(path);
          } else if (COMPRESSIBLE.test(name) && name !== "index.html") {
            // index.html is left plain: the server writes a nonce into it per response.
            const data = readFileSync(path);
            if (data.length < COMPRESS_FROM_BYTES) continue;
            writeFileSync(
              `${path}.br`,
              brotliCompressSync(data, {
                params: {
                  [constants.BROTLI_PARAM_QUALITY]: 10,
                  [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
                },
              }),
            );
            writeFileSync(`${path}.gz`, gzipSync(data, { level: 9 }));
          }
        }
      };
      walk(options.dir ?? "dist");
    },
  };
}

const backend = process.env.SURETY_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/app/",
  // The server replaces the word by a fresh nonce in every response.
  html: { cspNonce: "__CSP_NONCE__" },
  plugins: [react(), precompress()],
  build: {
    target: "es2022",
    manifest: true,
    // Small files stay files: a data: URL would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    fs: { allow: [".."] },
    proxy: {
      "/api": { target: backend, changeOrigin: false },
    },
  },
});
