/**
 * Runs TypeScript straight from the sources: `node --import ./scripts/ts-loader.mjs --conditions=source some.ts`.
 * Types are stripped, not checked; `npm run check` does that.
 */
import { register } from 'node:module';

register('./ts-hooks.mjs', import.meta.url);
