/** `hits` units of `of`, which count once each, as sums. */
const hits = (count: number, of: number) => ({ units: String(of), y: String(count), x: String(of), yy: String(count), xx: String(of), xy: String(count) });

/** Resolved conversations in two epochs, with one earlier look and two topics: the new variant has more of them, but not where parcels are asked for. */
export const analyzeExample = {
  plan: { units: 2_000, decision: { primary: 'resolved' as const, secondary: [], guardrails: [], margin: 0.02 } },
  variants: [
    {
      name: 'Prompt', isControl: true,
      epochs: [
        { number: 1, assigned: 400, weight: 8_000, sums: { resolved: hits(220, 400) }, topics: [{ topic: 'refunds', name: 'Refunds', sums: hits(80, 200) }, { topic: 'parcels', name: 'Parcels', sums: hits(140, 200) }] },
        { number: 2, assigned: 600, weight: 5_000, sums: { resolved: hits(330, 600) }, topics: [{ topic: 'refunds', name: 'Refunds', sums: hits(120, 300) }, { topic: 'parcels', name: 'Parcels', sums: hits(210, 300) }] },
      ],
    },
    {
      name: 'Fine-tuned',
      epochs: [
        { number: 1, assigned: 100, weight: 2_000, sums: { resolved: hits(65, 100) }, topics: [{ topic: 'refunds', name: 'Refunds', sums: hits(38, 50) }, { topic: 'parcels', name: 'Parcels', sums: hits(27, 50) }] },
        { number: 2, assigned: 600, weight: 5_000, sums: { resolved: hits(385, 600) }, topics: [{ topic: 'refunds', name: 'Refunds', sums: hits(225, 300) }, { topic: 'parcels', name: 'Parcels', sums: hits(160, 300) }] },
      ],
    },
  ],
  looks: [{ at: '2026-11-08T00:00:00.000Z', units: 800, ratioP: 0.9, differences: [{ variantId: 'Fine-tuned', measure: 'resolved' as const, value: 0.1, standardError: 0.04, units: 800, smallerUnits: 250 }] }],
};
