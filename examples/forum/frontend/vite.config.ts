import { defineConfig } from 'vite';

// The forum that the development server stands before; examples/forum/run starts one.
const forum = process.env.FORUM_URL ?? 'http://localhost:8080';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: '../target/classes/static', emptyOutDir: true, reportCompressedSize: false },
  server: {
    proxy: {
      '/api': forum,
      '/chat': { target: forum, ws: true },
      // The sandboxes of a forum under test.
      '/isolario': forum,
    },
  },
});
