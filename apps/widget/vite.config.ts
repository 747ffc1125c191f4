import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type BuildEnvironmentOptions, type Plugin } from 'vite';

const outDir = path.resolve(import.meta.dirname, '../../dist/apps/widget');
const source = (name: string): string => path.join(import.meta.dirname, 'src', name);

/** The first browsers with adopted style sheets and everything else that is used. */
const target = ['chrome111', 'firefox115', 'safari16.4'];
const everywhere: BuildEnvironmentOptions = { outDir, target, cssTarget: target, minify: 'oxc', modulePreload: false, copyPublicDir: false };

/**
 * Duet speaks text over websockets only, and decides by itself when to connect again. The other transports of the socket
 * client, its binary packets, its many ways to listen, its backoff, its options for other machines than browsers and its
 * reading of addresses for old ones would travel to every visitor for nothing.
 */
const trimmed: Readonly<Record<string, string>> = {
  'socket.io-client/build/esm/index.js': `export { Manager } from './manager.js';`,
  'engine.io-client/build/esm/index.js': `
    export { installTimerFunctions } from './util.js';
    export { nextTick } from './globals.js';
    export { Socket } from './socket.js';`,
  'engine.io-client/build/esm/transports/index.js': `export { transports } from ${JSON.stringify(source('websocket-transport.ts'))};`,
  'engine.io-client/build/esm/contrib/parseuri.js': `
    export const parse = (uri) => {
      const { protocol, hostname, port } = new URL(uri);
      return { protocol: protocol.slice(0, -1), host: hostname.replace(/[[\\]]/g, ''), port };
    };`,
  'engine.io-client/build/esm/contrib/parseqs.js': 'export const decode = () => ({});',
  'engine.io-client/build/esm/util.js': `
    export const byteLength = () => 0;
    export const installTimerFunctions = (to) => {
      to.setTimeoutFn = setTimeout.bind(globalThis);
      to.clearTimeoutFn = clearTimeout.bind(globalThis);
    };`,
  'engine.io-parser/build/esm/index.js': 'export const protocol = 4;',
  '@socket.io/component-emitter/lib/esm/index.js': `
    export class Emitter {
      heard = {};
      on(name, listener) { (this.heard[name] ??= []).push(listener); return this; }
      off(name, listener) { this.heard[name] = this.heard[name]?.filter((one) => one !== listener); }
      once(name, listener) {
        const only = (...told) => { this.off(name, only); listener(...told); };
        return this.on(name, only);
      }
      emitReserved(name, ...told) { for (const listener of [...this.heard[name] ?? []]) listener(...told); return this; }
      emit(...told) { return this.emitReserved(...told); }
    }`,
  'socket.io-client/build/esm/contrib/backo2.js': 'export class Backoff { reset() {} }',
};
/** Asked for by name, what is not used of the stand-in for the parser falls away. */
const manager = { file: 'socket.io-client/build/esm/manager.js', whole: 'import * as parser from "socket.io-parser";', named: 'import { parser } from "socket.io-parser";' };
const textOverWebsockets: Plugin = {
  name: 'text-over-websockets',
  enforce: 'pre',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith(manager.file)) return null;
    if (!code.includes(manager.whole)) throw new Error(`${manager.file} asks for its parser in another way`);
    return code.replace(manager.whole, manager.named);
  },
  load(id) {
    const path = id.replaceAll('\\', '/');
    return Object.entries(trimmed).find(([end]) => path.endsWith(end))?.[1] ?? null;
  },
};

/**
 * Two files that share nothing: the chat, named by its content, and then the loader, which knows that name. The loader
 * is a classic script, because only those can see their own tag.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [textOverWebsockets],
  resolve: { alias: { 'socket.io-parser': source('text-parser.ts') } },
  define: { 'process.env.NODE_ENV': '"production"' },
  builder: {
    async buildApp(builder) {
      const { chat, loader } = builder.environments;
      if (!chat || !loader) throw new Error('both parts of the widget need an environment');
      await builder.build(chat);
      const file = readdirSync(outDir).find((name) => /^chat-.+\.js$/.test(name));
      loader.config.define = { ...loader.config.define, CHAT_FILE: JSON.stringify(file) };
      await builder.build(loader);
    },
  },
  environments: {
    chat: {
      consumer: 'client',
      build: {
        ...everywhere,
        emptyOutDir: true,
        rollupOptions: {
          input: source('chat.tsx'),
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: 'chat-[hash].js', codeSplitting: false },
        },
      },
    },
    loader: {
      consumer: 'client',
      build: { ...everywhere, emptyOutDir: false, lib: { entry: source('loader.ts'), name: 'duetLoader', formats: ['iife'], fileName: () => 'widget.js' } },
    },
  },
});
