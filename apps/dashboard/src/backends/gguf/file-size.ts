const [kilo, mega, giga] = [1e3, 1e6, 1e9];

/** In the unit that is read best, with three figures at most. */
export function fileSize(bytes: number): string {
  const [unit, name] = bytes >= giga ? [giga, 'GB'] : bytes >= mega ? [mega, 'MB'] : [kilo, 'kB'];
  const value = bytes / unit;
  return `${value.toFixed(value < 10 ? 1 : 0)}\u00a0${name}`;
}
