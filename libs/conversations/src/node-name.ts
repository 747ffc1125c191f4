import { hostname } from 'node:os';
import { newId } from '#platform';

/** Names this process as the owner of leases; a restarted process is another owner. */
export const NODE_NAME = `${hostname()}:${process.pid}:${newId().slice(-12)}`;
