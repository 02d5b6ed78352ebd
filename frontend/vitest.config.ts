import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  server: { fs: { allow: [".."] } },
  test: {
    environment: "happy-dom",
    include: ["console/**/*.test.{ts,tsx}"],
    setupFiles: ["console/test/setup.ts"],
    restoreMocks: true,
  },
});
