#!/usr/bin/env node
import { endWith, prepare } from './prepare.mjs';

if (process.argv[2] === 'start') {
  await import('./start.mjs');
} else {
  try {
    await prepare();
    await import('../dist/apps/server/src/cli.js');
  } catch (error) {
    endWith(error);
  }
}
