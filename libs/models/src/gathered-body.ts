import type { Readable } from 'node:stream';

/** Tabs are shown a frame each 30 to 50 ms; a token that waits for less is not seen later. */
const GATHER_MS = 15;

/**
 * The bytes of a body: the first at once, later ones gathered for a moment, because every piece costs each of its
 * readers a turn. Whoever stops reading must destroy the body.
 */
export async function* gathered(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  let pieces: Buffer[] = [];
  let ended = false;
  let failure: unknown;
  let wake = (): void => undefined;
  body.on('data', (piece: Buffer) => {
    pieces.push(piece);
    // While gathering, only the end wakes the reader.
    if (!gathering) wake();
  });
  const end = (error?: unknown): void => {
    failure ??= error;
    ended = true;
    wake();
  };
  body.once('end', end).once('error', end).once('close', end);
  let gathering = false;
  for (;;) {
    if (pieces.length === 0 && !ended) await new Promise<void>((resolve) => { wake = resolve; });
    if (pieces.length > 0) {
      const batch = pieces;
      pieces = [];
      yield batch.length === 1 ? batch[0]! : Buffer.concat(batch);
    }
    if (ended && pieces.length === 0) break;
    if (ended) continue;
    gathering = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    gathering = false;
  }
  if (failure !== undefined) throw failure;
}
