import { defineConfig } from 'vite';

// Where `npm run dev` finds the API: SEGMENT_API, by default what `segment serve` listens on.
const api = process.env['SEGMENT_API'] ?? 'http://127.0.0.1:7071';

export default defineConfig({
  // Relative, so that the pages work in any folder of any site.
  base: './',
  build: {
    outDir: '../../artifacts/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: true } } },
});
