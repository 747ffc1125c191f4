import type { BackendVersion } from '#contracts';

type Known = Pick<BackendVersion, 'id' | 'engine' | 'answeredBy'>;

/** Can this default version of a site answer where a variant fails? Only the built-in engine can, also behind a rule. */
export function standsIn(versions: readonly Known[], defaultId: string | null): boolean {
  const find = (id: string | null): Known | undefined => versions.find((one) => one.id === id);
  const chosen = find(defaultId);
  return chosen?.engine === 'embedded' && chosen.answeredBy.every(({ id }) => find(id)?.engine === 'embedded');
}
