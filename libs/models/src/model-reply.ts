import type { Model } from '#contracts';
import type { ModelRow } from './model.entity.ts';

const dayMs = 86_400_000;

/** How much it takes in: what a person entered goes before what its server tells. Tokens. */
export const contextWindowOf = ({ contextWindow, toldContextWindow }: ModelRow): number | null => contextWindow ?? toldContextWindow;

/** @param today `YYYY-MM-DD` in the workspace's time zone */
export function modelReply(row: ModelRow, today: string): Model {
  const { id, key, provider, name, baseUrl, keyEnding, inputPrice, outputPrice, hourlyPrice, lastTest, fromEnvironment, createdAt } = row;
  const contextWindow = contextWindowOf(row);
  return {
    id, key, provider, name, baseUrl, keyEnding, inputPrice, outputPrice, hourlyPrice, contextWindow, contextWindowFrom: contextWindow === null ? null : row.contextWindow === null ? 'server' : 'entered',
    retirement: retirementOf(row, today), lastTest, gguf: ggufOf(row), fromEnvironment, createdAt: createdAt.toISOString(),
  };
}

function ggufOf({ gguf }: ModelRow): Model['gguf'] {
  if (gguf === null) return null;
  const { identity, ...settings } = gguf;
  return { ...settings, sha256: identity?.file.sha256 ?? null, adapterSha256: identity?.adapter?.sha256 ?? null };
}

function retirementOf({ retiresOn, toldRetiresOn }: ModelRow, today: string): Model['retirement'] {
  const on = retiresOn ?? toldRetiresOn;
  if (on === null) return null;
  return { on, from: retiresOn === null ? 'server' : 'entered', daysLeft: Math.round((Date.parse(on) - Date.parse(today)) / dayMs) };
}
