import type { BucketSize, Mean, Quantile, Share } from '#contracts';

/** Keeps a number and its unit on one line. */
const NB = '\u00a0';
const MICRO_USD_PER_CENT = 10_000;

/** A number with everything it needs: what is read first, and what stands behind it. */
export interface Told {
  main: string;
  detail: string;
  /** There is no number yet; `main` says why. */
  missing: boolean;
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fixed = (value: number, digits: number): string => value.toFixed(digits).replace(/^-(0(?:\.0+)?)$/, '$1');

export const count = (value: number): string => grouped.format(value);

/** 0.624 is `62.4 %`. */
export const percent = (share: number, digits = 1): string => `${fixed(share * 100, digits)}${NB}%`;

/** A difference of shares: 0.031 is `+3.1 points`. */
export const points = (difference: number): string => `${difference >= 0 ? '+' : '−'}${fixed(Math.abs(difference) * 100, 1)} points`;

/** `24 ms`, `1.2 s`, `75 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${fixed(ms, 0)}${NB}ms`;
  return `${fixed(ms / 1_000, ms < 59_950 ? 1 : 0)}${NB}s`;
}

/** `0.84 ct`, three digits below one hundredth of a cent, dollars from 100 cents, and words below what anybody counts. */
export function cost(microUsd: number): string {
  const cents = microUsd / MICRO_USD_PER_CENT;
  if (cents >= 99.995) return `$${(cents / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  if (cents > 0 && cents < 0.001) return `under 0.001${NB}ct`;
  return `${fixed(cents, cents === 0 || cents >= 0.01 ? 2 : 3)}${NB}ct`;
}

/** What a thousand of them cost: a single one of the built-in engine costs too little to be read. */
export const costOfThousand = (eachMicroUsd: number): string => cost(eachMicroUsd * 1_000);

/** The same of one answer, whose cost is noted in whole millionths of a dollar: a noted 0 or 1 may be any fraction. */
export const answersCost = (microUsd: number): string => (microUsd <= 1 ? `under 0.1${NB}ct` : costOfThousand(microUsd));

/** On an axis: `0.0007 ct`, as many digits as tell one tick from the next. */
export function costTick(microUsd: number): string {
  const cents = microUsd / MICRO_USD_PER_CENT;
  return cents >= 100 ? `$${count(cents / 100)}` : `${Number(cents.toPrecision(2))}${NB}ct`;
}

/** `12 ct` a thousand, with `0.84 ct in all`. */
export function tellCost(eachMicroUsd: number | null, allMicroUsd: number): Told {
  if (eachMicroUsd === null) return { main: 'no conversation yet', detail: '', missing: true };
  return { main: costOfThousand(eachMicroUsd), detail: `${cost(allMicroUsd)} in all`, missing: false };
}

/** `41 of 400 rated (10 %)`. */
export const outOf = (part: number, of: number, verb: string): string =>
  `${count(part)} of ${count(of)} ${verb}${of > 0 ? ` (${percent(part / of, 0)})` : ''}`;

const tooFew = (have: number, need: number): string => `too few yet (${count(have)} of ${count(need)})`;

const missing = (have: number, need: number): Told => ({ main: tooFew(have, need), detail: '', missing: true });

/** `62.4 %` with `(58.1 to 66.5) · 210 of 337 rated`. */
export function tellShare(figure: Share, noun: string): Told {
  if (figure.kind === 'too-few') return missing(figure.have, figure.need);
  const interval = `(${fixed(figure.low * 100, 1)} to ${fixed(figure.high * 100, 1)})`;
  return { main: percent(figure.share), detail: `${interval} · ${count(figure.count)} of ${count(figure.of)} ${noun}`.trimEnd(), missing: false };
}

/** `4.21` with `(4.10 to 4.32) · 210 ratings`. */
export function tellMean(figure: Mean, noun: string): Told {
  if (figure.kind === 'too-few') return missing(figure.have, figure.need);
  return { main: fixed(figure.mean, 2), detail: `(${fixed(figure.low, 2)} to ${fixed(figure.high, 2)}) · ${count(figure.n)} ${noun}`, missing: false };
}

/** `1.2 s` with `337 answers`. */
export function tellQuantile(figure: Quantile, noun: string): Told {
  if (figure.kind === 'too-few') return missing(figure.have, figure.need);
  const detail = `${count(figure.n)} ${noun}`;
  return figure.kind === 'censored' ? { main: '> deadline', detail, missing: false } : { main: duration(figure.ms), detail, missing: false };
}

export const oneLine = (told: Told): string => [told.main, told.detail].filter(Boolean).join(' ');

/** A weight of 10,000: 3,333 is `33.33 %`, 5,000 is `50 %`. */
export const weight = (of10000: number): string => `${Number((of10000 / 100).toFixed(2))}${NB}%`;

/** `2026-03-09` is `9 Mar`. */
export const shortDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `2026-03-09` is `9 Mar 2026`. */
export const longDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

const hourOf = (start: string): string => start.slice(11);

/** The time that a point of a report stands for: `9 Mar, 14:00`, `9 Mar`, `week of 9 Mar`. */
export function pointName(start: string, bucket: BucketSize): string {
  const day = shortDay(start.slice(0, 10));
  if (bucket === 'hour') return `${day}, ${hourOf(start)}`;
  return bucket === 'week' ? `week of ${day}` : day;
}

/** The same on an axis, where a day is named once. */
export const pointTick = (start: string): string => (hourOf(start) === '' || hourOf(start) === '00:00' ? shortDay(start.slice(0, 10)) : hourOf(start));

/** `9 Mar 2026, 14:05` in the workspace's time zone. */
export const instant = (iso: string, timeZone: string): string =>
  new Date(iso).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone });

const steps: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** `5 minutes ago`; `now` below one minute. */
export function ago(iso: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1_000;
  const step = steps.find(([, size]) => seconds >= size);
  if (!step) return 'now';
  return new Intl.RelativeTimeFormat('en').format(-Math.floor(seconds / step[1]), step[0]);
}

/** Keeps both ends of a long text: `https://shop…/checkout`. */
export const middle = (text: string, longest: number): string => {
  const letters = [...text];
  if (letters.length <= longest) return text;
  const half = Math.floor((longest - 1) / 2);
  return `${letters.slice(0, longest - 1 - half).join('')}…${letters.slice(-half).join('')}`;
};

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** "German" of `de`. */
export const languageName = (language: string): string => languages.of(language) ?? language;
