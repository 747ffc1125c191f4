import type { PromptPack } from '#contracts';

/** What the first was told with what the second was shown: the two parts of a prompt that are improved apart. */
export function mergePacks(told: PromptPack, shown: PromptPack): PromptPack {
  const { examplesPerIntent, exampleSeed, thresholds, pinnedExamples } = shown;
  return { ...told, examplesPerIntent, exampleSeed, thresholds, pinnedExamples };
}

/** The same for packs that steer alike, whatever the order of their fields. */
export function packKey(pack: PromptPack): string {
  const { pinnedExamples = [], ...rest } = pack;
  return JSON.stringify(Object.entries({ ...rest, pinnedExamples: [...pinnedExamples].sort() }).sort(([one], [other]) => (one < other ? -1 : 1)));
}
