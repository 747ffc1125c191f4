import { register } from 'node:module';
import '../../../scripts/ts-loader.mjs';

register('./hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
