/** "97 %", "97.4 %". */
export const percent = (share: number): string => `${trimmed(share * 100)} %`;

/** "2 points", "1 point", "0.5 points". */
export const points = (share: number): string => `${trimmed(share * 100)} ${trimmed(share * 100) === '1' ? 'point' : 'points'}`;

/** "12 of 100". */
export const outOf = (count: number, total: number): string => `${count} of ${total}`;

export const times = (ratio: number): string => (ratio > 0 && ratio < 0.01 ? 'under 0.01 times' : `${Number(ratio.toPrecision(3))} times`);

export const seconds = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${trimmed(ms / 1_000)} s`);

/** Cents of a dollar. */
export const cents = (microUsd: number): string => (microUsd > 0 && microUsd < 10 ? 'under 0.001 ct' : `${Number((microUsd / 10_000).toPrecision(2))} ct`);

const trimmed = (value: number): string => String(Math.round(value * 10) / 10);
