import type { Readable } from 'node:stream';

/** A little more than the least time between two frames that tabs are sent: what is passed on then leaves with no further wait. */
const GATHER_MS = 45;
const nobody = (): void => undefined;

export interface Gathering {
  /** Whether somebody has read something already: until then every piece is passed on at once. */
  mayWait: () => boolean;
  /** Told before each batch when its first piece came in, by `performance.now()`. */
  came?: (at: number) => void;
}

/**
 * The bytes of a body, later ones gathered for a moment, because every piece costs each of its readers a turn. Whoever
 * stops reading must destroy the body.
 */
export async function* gathered(body: Readable, { mayWait, came }: Gathering): AsyncGenerator<Uint8Array, void, undefined> {
  let pieces: Buffer[] = [];
  let firstAt = 0;
  let ended = false;
  let failure: Error | undefined;
  let [onPiece, onEnd] = [nobody, nobody];
  const end = (error?: Error): void => {
    failure ??= error;
    ended = true;
    onEnd();
  };
  body.on('data', (piece: Buffer) => {
    if (pieces.push(piece) === 1) firstAt = performance.now();
    onPiece();
  });
  body.once('end', end).once('error', end).once('close', end);
  while (!ended || pieces.length > 0) {
    if (pieces.length === 0) await new Promise<void>((resolve) => { onPiece = onEnd = resolve; });
    onPiece = nobody;
    const batch = pieces;
    pieces = [];
    if (batch.length > 0) {
      came?.(firstAt);
      yield Buffer.concat(batch);
    }
    if (!ended && mayWait()) await endWithin(GATHER_MS, (told) => { onEnd = told; });
  }
  if (failure !== undefined) throw failure;
}

/** Resolves after `ms`, or as soon as the function that is handed to `listen` is called. */
function endWithin(ms: number, listen: (told: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    listen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
