import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What this page's forms share with those inside ThingsBoard. */
const forms = '../../ui-forms';

export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { alias: { '@sluice/forms': fileURLToPath(new URL(`${forms}/src/index.ts`, import.meta.url)) } },
  build: {
    outDir: 'target/classes/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 600,
  },
  server: {
    fs: { allow: ['.', forms] },
    proxy: { '/api': process.env.SLUICE_URL ?? 'http://127.0.0.1:8080' },
  },
  test: { include: ['src/**/*.test.ts', `${forms}/**/*.test.{ts,mjs}`] },
});
