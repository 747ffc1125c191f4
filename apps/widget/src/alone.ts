/**
 * Does the work while no other tab does work of this name. Pages on plain http know no locks; there every tab works as
 * if it were the only one, and the server's own check for doubles has to do.
 */
export const alone = (name: string, work: () => Promise<void>): Promise<void> =>
  (navigator.locks as LockManager | undefined)?.request(name, work) ?? work();
