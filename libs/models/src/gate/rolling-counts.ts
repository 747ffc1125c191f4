/** How many of the things of the last seconds were marked, a slot for each second, the present one included. */
export class RollingCounts {
  #slots: { second: number; all: number; marked: number }[] = [];

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly seconds: number, private readonly now: () => number) {}

  add(all: number, marked: number): void {
    const second = this.#second();
    const newest = this.#slots.at(-1);
    if (newest?.second !== second) {
      // Nobody may ask for the sum for days.
      this.#slots = [...this.#slots.filter((slot) => slot.second > second - this.seconds), { second, all, marked }];
    } else {
      newest.all += all;
      newest.marked += marked;
    }
  }

  get sum(): { all: number; marked: number } {
    const oldest = this.#second() - this.seconds;
    this.#slots = this.#slots.filter(({ second }) => second > oldest);
    return this.#slots.reduce((sum, { all, marked }) => ({ all: sum.all + all, marked: sum.marked + marked }), { all: 0, marked: 0 });
  }

  /** Seconds that are held. */
  get held(): number {
    return this.#slots.length;
  }

  clear(): void {
    this.#slots = [];
  }

  #second(): number {
    return Math.floor(this.now() / 1_000);
  }
}
