import { z } from 'zod';
import { Analysis } from './analysis.ts';
import { Evidence } from './evidence.ts';
import { ById } from './primitives.ts';
import { route } from './route.ts';

/** An experiment's numbers with all that they follow from: whoever has the file can compute them again. */
export const Report = z.strictObject({
  format: z.literal('duet-report-1'),
  /** Version of the Duet that computed the analysis, and the major version of its Node: on the same ones the numbers are equal to the last bit. */
  duet: z.string(), node: z.number().int(),
  evidence: Evidence, analysis: Analysis,
  /** SHA-256 in hexadecimal of the evidence as JSON without white space, keys sorted (RFC 8785). */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Report = z.output<typeof Report>;

export const readReport = route({
  method: 'GET', path: '/v1/experiments/{id}/report', summary: 'The report file: evidence and analysis, to be checked by "npx duet report"', input: ById, reply: Report,
});
export const exportComparisons = route({
  method: 'GET', path: '/v1/experiments/{id}/report.csv', summary: 'All comparisons of an experiment, one row each, as CSV', produces: 'text/csv', input: ById, reply: z.string(),
});
