import type { GrowthBookSplit } from '#contracts';

export const words = {
  title: 'Moving over from GrowthBook',
  on: 'Draw as a split that runs in GrowthBook does',
  meaning: 'Every visitor keeps the variant that GrowthBook gave. Put the variants in GrowthBook’s order, with its weights and its coverage, and let the page tell the value that GrowthBook draws with as an attribute of the visitor. Visitors without it get the site’s default.',
  seed: 'Seed', seedHint: 'Of the experiment; its tracking key when no seed was set.',
  version: 'Hash version', versions: { 2: '2: ten thousand places', 1: '1: a thousand places, the SDKs’ default' },
  attribute: 'Attribute that holds the hash attribute’s value', inNamespace: 'It is in a namespace', namespace: 'Namespace', start: 'From', end: 'To',
  problem: { seed: 'Give the seed or the tracking key.', attribute: 'Name the attribute.', namespace: 'Name the namespace.', range: 'The part must end after it begins, between 0 and 1.' },
  told: ({ seed, hashVersion, namespace }: GrowthBookSplit) => `Draws as GrowthBook does, seed “${seed}”, hash version ${hashVersion}${namespace ? `, namespace “${namespace.name}” ${namespace.start} to ${namespace.end}` : ''}`,
  own: 'Draws as Duet does',
} as const;
