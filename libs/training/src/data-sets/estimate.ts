import type { DataSetEstimate, DataSetManifest } from '#contracts';

const CHARACTERS_A_TOKEN = 3.6;
/** For its role and its borders. */
const TOKENS_A_MESSAGE = 4;
const BAND = 0.15;

type Size = Pick<DataSetManifest['parts'][number], 'part' | 'messages' | 'characters'>;

/**
 * What a training reads and costs: epochs x train + validation. Tokenizers differ, so it is a band of 15 % to either side.
 *
 * @param price dollars per million tokens
 */
export function estimate(parts: readonly Size[], epochs: number, price: number): DataSetEstimate {
  const tokens = (wanted: Size['part']): number => {
    const size = parts.find(({ part }) => part === wanted);
    return size ? size.characters / CHARACTERS_A_TOKEN + size.messages * TOKENS_A_MESSAGE : 0;
  };
  const [train, validation] = [tokens('train'), tokens('validation')];
  const billed = band(epochs * train + validation);
  const dollars = (count: number): number => (count * price) / 1_000_000;
  return { train: band(train), validation: band(validation), billed, cost: { low: dollars(billed.low), expected: dollars(billed.expected), high: dollars(billed.high) } };
}

const band = (tokens: number): { low: number; expected: number; high: number } =>
  ({ low: Math.floor(tokens * (1 - BAND)), expected: Math.round(tokens), high: Math.ceil(tokens * (1 + BAND)) });
