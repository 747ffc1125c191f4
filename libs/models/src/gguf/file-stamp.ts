import fs from 'node:fs';

/** Changes with every change of the file, also when it is replaced by another of the same size; and when it is only touched. */
export function stampOf(file: string): string {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat ? [stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ') : 'gone';
}
