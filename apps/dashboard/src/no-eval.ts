import { config } from 'zod';

/** The content security policy forbids `eval`; the validator must not even try it. Import this before any contract. */
config({ jitless: true });
