import { endWith, prepare } from './prepare.mjs';

await prepare().catch(endWith);
