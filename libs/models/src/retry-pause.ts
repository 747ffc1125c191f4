const [firstMs, longestMs] = [250, 4_000];

/**
 * How long to wait before asking once more, in milliseconds, where the provider did not say: anything up to a bound that
 * doubles with each attempt ("full jitter"), so that those who failed together do not come back together.
 *
 * @param attempts that failed so far, at least 1
 * @param random from 0 up to 1
 */
export const retryPauseMs = (attempts: number, random: () => number): number => random() * Math.min(longestMs, firstMs * 2 ** attempts);
