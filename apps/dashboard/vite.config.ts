import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  // The content security policy knows no inline styles or scripts, so nothing may be inlined but the icon.
  build: { outDir: '../../dist/apps/dashboard', emptyOutDir: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/v1': server, '/socket.io': { target: server, ws: true } } },
});
