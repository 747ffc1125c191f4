/** What one tab stores reaches the others a little later than the news that it is their turn. */
const STORED_EVERYWHERE_MS = 50;

/**
 * Does the work while no other tab does work of this name, and lets go when the others can read what it stored. Pages on
 * plain http know no locks; there every tab works as if it were the only one, and the server's own check for doubles has
 * to do.
 */
export async function alone(name: string, work: () => Promise<void> | void): Promise<void> {
  const turn = async (): Promise<void> => {
    await work();
    await new Promise((go) => setTimeout(go, STORED_EVERYWHERE_MS));
  };
  await ((navigator.locks as LockManager | undefined)?.request(name, turn) ?? turn());
}
