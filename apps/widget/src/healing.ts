/** What is stored of a running answer is up to a second old; reading again more often than this brings nothing. */
const AFTER_MS = [60, 500, 1_200, 3_000];

/** Reads again while something is missing, less and less often. */
export class Healing {
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private times = 0;

  constructor(private readonly readAgain: () => void) {}

  /** To be told after each piece of news. */
  look(isMissing: boolean): void {
    if (!isMissing) return this.stop();
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      this.readAgain();
    }, AFTER_MS[Math.min(this.times++, AFTER_MS.length - 1)]);
  }

  stop(): void {
    this.times = 0;
    clearTimeout(this.waiting);
    this.waiting = undefined;
  }
}
